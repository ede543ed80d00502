// How the tests of this directory read text: from a heap block of exactly its size, so that AddressSanitizer sees the
// first byte read past the end.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::testing {

class ExactCopy {
 public:
  explicit ExactCopy(std::string_view text) : bytes_(new char[text.size()]), size_(text.size()) {
    std::copy(text.begin(), text.end(), bytes_.get());
  }
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

/// "ok", or the error as "duplicate_key (byte 7 at /a)".
inline std::string reading(std::string_view text, const JsonLimits& limits = {}) {
  const ExactCopy copy(text);
  const Result<JsonValue> value = parse_json(copy.view(), limits);
  if (value) return "ok";
  const Error error = value.error();
  return error.code.message() + (error.context.empty() ? "" : " (" + error.context + ")");
}

/// The canonical form, or the error as `reading` writes it.
inline std::string canonical(std::string_view text, const JsonLimits& limits = {}) {
  const ExactCopy copy(text);
  const Result<CanonicalJson> json = CanonicalJson::from_text(copy.view(), limits);
  return json ? json.value().text() : reading(text, limits);
}

inline bool checked(std::string_view text, std::size_t max_depth = limits::kMaxJsonDepth) {
  const ExactCopy copy(text);
  return is_canonical_json(copy.view(), max_depth);
}

inline constexpr JsonLimits kNearest{.integers = IntegerRule::nearest};

}  // namespace ratestack::testing
