// The reader's place in the text, and its first error.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "ratestack/encoding/json.hpp"

namespace ratestack::encoding_detail {

struct JsonText {
  explicit JsonText(std::string_view text) noexcept : begin(text.data()), at(begin), end(begin + text.size()) {}

  /// Records an error at `where` and answers false, so that a reader can `return in.fail(...)`.
  bool fail(JsonError code, const char* where) noexcept {
    error = code;
    error_at = static_cast<std::size_t>(where - begin);
    return false;
  }
  /// False, with `incomplete`, at the end of the text.
  bool more() noexcept { return at != end || fail(JsonError::incomplete, end); }
  /// RFC 8259 section 2, `ws`.
  void skip_space() noexcept {
    while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) ++at;
  }

  const char* begin;
  const char* at;
  const char* end;
  JsonError error{};
  std::size_t error_at = 0;
};

/// Reads the string whose opening quote is at `in.at`. `out` views the text itself, or `scratch` if there are escapes.
bool read_string(JsonText& in, std::string& scratch, std::string_view& out);

/// Reads a number: an int64 for an integer literal within +-(2^53-1), else a double.
bool read_number(JsonText& in, IntegerRule rule, JsonValue& out);

}  // namespace ratestack::encoding_detail
