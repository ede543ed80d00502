// Strict, bounded JSON reading (RFC 8259 narrowed to I-JSON, RFC 7493): what untrusted bytes must pass first.
//
// Refused, each with its own error: anything past the value, nesting or size over the limit, duplicate member names,
// invalid UTF-8 (overlong forms, surrogates, > U+10FFFF), escapes of lone surrogates, control characters in strings, a
// byte order mark, numbers that no IEEE 754 double holds (overflow to infinity) and, where asked, integers beyond
// 2^53-1.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <string_view>

#include "ratestack/base/limits.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack {

using JsonValue = boost::json::value;    // numbers are int64 (exact, within +-(2^53-1)) or double, nothing else
using JsonObject = boost::json::object;  // keeps the order of the text
using JsonArray = boost::json::array;
using JsonString = boost::json::string;

enum class JsonError {
  syntax = 1,
  incomplete,     // the text ends inside a value
  trailing_data,  // bytes other than white space after the value
  too_deep,
  too_large,
  too_many_members,  // of one object
  duplicate_key,
  invalid_utf8,
  lone_surrogate,
  number_out_of_range,  // no finite double is nearest to it
  number_not_exact,     // an integer literal beyond +-(2^53-1) under IntegerRule::exact
  not_canonical,        // valid JSON, but not its RFC 8785 form (is_canonical_json and its kin)
};
boost::system::error_code make_error_code(JsonError error);

/// What an integer literal (no '.', no exponent) beyond +-(2^53-1) means.
enum class IntegerRule {
  exact,    // an error: evidence is never rounded (contract 3.1, requests)
  nearest,  // the nearest double, as RFC 8785 and ECMAScript read it
};

/// Ceilings that no limit raises: trees are read, written and destroyed recursively, and Boost counts in 31 bits.
inline constexpr std::size_t kMaxJsonNesting = 512;
inline constexpr std::size_t kMaxJsonBytes = std::size_t{1} << 30;
/// Names made to collide in an object's hash table cost quadratic time: this many cost milliseconds.
inline constexpr std::size_t kMaxJsonMembers = 4096;

struct JsonLimits {
  std::size_t max_bytes = limits::kMaxBodyBytes;
  std::size_t max_depth =
      limits::kMaxJsonDepth;                  // containers open at once: `[]` and `[1]` are 1 deep, `[{"a":1}]` is 2
  std::size_t max_members = kMaxJsonMembers;  // of one object
  IntegerRule integers = IntegerRule::exact;
};

/// Parses one JSON text. On failure Error::context is "byte N" (offset of the offending byte) and, for duplicate_key
/// and number_not_exact, the JSON pointer (RFC 6901) of the member: "byte 17 at /a/b"; a pointer over 256 bytes is cut
/// and ends in "...". too_large says "limit N" instead. Time and memory linear in the text; keeps no reference to it.
///
/// `-0` is the integer 0; a number too small for a double is the nearest one, 0. Strings may hold U+0000 and
/// noncharacters. Unicode is not normalised, so two names that look alike are two names.
[[nodiscard]] Result<JsonValue> parse_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::JsonError> : std::true_type {};
