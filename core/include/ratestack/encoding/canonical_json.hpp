// Canonical JSON: RFC 8785 (JCS). One value, one byte string: what is hashed, signed, stored and exported.
//
// Members sort by the UTF-16 code units of their names; strings escape only what they must; numbers are written as
// ECMAScript's Number::toString writes them (-0 is 0); no white space; Unicode is never normalised.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ratestack/encoding/json.hpp"

namespace ratestack {

/// Text known to be the RFC 8785 form of some value. Only the functions below make one.
class CanonicalJson {
 public:
  /// Errors (without context): number_out_of_range (NaN or infinity in the tree), number_not_exact (an integer beyond
  /// +-(2^53-1)), invalid_utf8, too_deep (over kMaxJsonNesting).
  static Result<CanonicalJson> from_value(const JsonValue& value);
  /// Reads any JSON text (rules and limits of parse_json) and writes its canonical form.
  static Result<CanonicalJson> from_text(std::string_view text, const JsonLimits& limits = {});

  [[nodiscard]] std::string_view view() const noexcept { return text_; }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  explicit CanonicalJson(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// Appends `text` as a canonical JSON string with its quotes. `text` must be valid UTF-8.
void append_canonical_string(std::string& out, std::string_view text);
/// Appends a finite double as ECMAScript's Number::toString does (RFC 8785 section 3.2.2.3).
void append_canonical_number(std::string& out, double value);
/// Appends an integer; one beyond +-(2^53-1) is written as its nearest double, which is what a reader would make of it.
void append_canonical_integer(std::string& out, std::int64_t value);

/// A cursor over text that must already be canonical: the verifier's hot path, no tree, no allocation.
/// Each call consumes what it names or fails and leaves the position unspecified.
class CanonicalCursor {
 public:
  explicit CanonicalCursor(std::string_view text) noexcept
      : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

  /// Consumes exactly `expected`.
  [[nodiscard]] bool literal(std::string_view expected) noexcept;
  /// True if the next byte is `c`; consumes nothing.
  [[nodiscard]] bool next_is(char c) const noexcept { return at_ != end_ && *at_ == c; }
  /// Consumes a canonical string; `raw` is what stands between the quotes, escapes as they are, a view into the text.
  [[nodiscard]] bool string(std::string_view& raw) noexcept;
  /// Consumes a canonical integer in 0 .. 2^53-1.
  [[nodiscard]] bool unsigned_integer(std::uint64_t& value) noexcept;
  /// Consumes any canonical value, with nested containers at most `max_depth` deep (as JsonLimits counts).
  [[nodiscard]] bool value(std::size_t max_depth) noexcept;
  [[nodiscard]] bool at_end() const noexcept { return at_ == end_; }
  [[nodiscard]] std::size_t offset() const noexcept { return static_cast<std::size_t>(at_ - begin_); }

 private:
  const char* begin_;
  const char* at_;
  const char* end_;
};

/// Whether `text` is byte for byte the canonical form of some value nested at most `max_depth` deep.
[[nodiscard]] bool is_canonical_json(std::string_view text, std::size_t max_depth) noexcept;

}  // namespace ratestack
