#include "encoding/json_text.hpp"
#include "encoding/string_scan.hpp"
#include "ratestack/encoding/utf8.hpp"

namespace ratestack::encoding_detail {
namespace {

constexpr bool is_high_surrogate(char32_t unit) noexcept { return unit >= 0xD800 && unit <= 0xDBFF; }
constexpr bool is_low_surrogate(char32_t unit) noexcept { return unit >= 0xDC00 && unit <= 0xDFFF; }

constexpr int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The four digits after "\u".
bool read_code_unit(JsonText& in, char32_t& unit) noexcept {
  unit = 0;
  for (int i = 0; i < 4; ++i, ++in.at) {
    if (!in.more()) return false;
    const int digit = hex_digit(*in.at);
    if (digit < 0) return in.fail(JsonError::syntax, in.at);
    unit = unit << 4 | static_cast<char32_t>(digit);
  }
  return true;
}

bool expect(JsonText& in, char c, JsonError otherwise, const char* where) noexcept {
  if (!in.more()) return false;
  if (*in.at != c) return in.fail(otherwise, where);
  ++in.at;
  return true;
}

// A high surrogate must be followed by the escape of a low one (RFC 8259 section 7); `escape` is where the first began.
bool read_low_surrogate(JsonText& in, const char* escape, char32_t& code_point) noexcept {
  char32_t low = 0;
  if (!expect(in, '\\', JsonError::lone_surrogate, escape) || !expect(in, 'u', JsonError::lone_surrogate, escape)) {
    return false;
  }
  if (!read_code_unit(in, low)) return false;
  if (!is_low_surrogate(low)) return in.fail(JsonError::lone_surrogate, escape);
  code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
  return true;
}

// `in.at` stands on the first digit.
bool read_unicode_escape(JsonText& in, const char* escape, std::string& out) {
  char32_t code_point = 0;
  if (!read_code_unit(in, code_point)) return false;
  if (is_low_surrogate(code_point)) return in.fail(JsonError::lone_surrogate, escape);
  if (is_high_surrogate(code_point) && !read_low_surrogate(in, escape, code_point)) return false;
  char bytes[4];
  out.append(bytes, encode_utf8(code_point, bytes));
  return true;
}

constexpr char simple_escape(char kind) noexcept {
  switch (kind) {
    case '"':
    case '\\':
    case '/':
      return kind;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

// `in.at` stands on the backslash.
bool read_escape(JsonText& in, std::string& out) {
  const char* const escape = in.at++;
  if (!in.more()) return false;
  if (*in.at == 'u') return ++in.at, read_unicode_escape(in, escape, out);
  const char character = simple_escape(*in.at);
  if (character == '\0') return in.fail(JsonError::syntax, in.at);
  out += character;
  ++in.at;
  return true;
}

// Moves over text that stands for itself, up to a quote or a backslash.
bool skip_unescaped(JsonText& in) noexcept {
  while ((in.at = find_special(in.at, in.end)) != in.end && *in.at != '"' && *in.at != '\\') {
    if (static_cast<unsigned char>(*in.at) < 0x20) return in.fail(JsonError::syntax, in.at);
    const std::size_t length = utf8_sequence_length(in.at, in.end);
    if (length == 0) return in.fail(JsonError::invalid_utf8, in.at);
    in.at += length;
  }
  return in.more();
}

std::string_view between(const char* from, const char* to) noexcept {
  return {from, static_cast<std::size_t>(to - from)};
}

}  // namespace

bool read_string(JsonText& in, std::string& scratch, std::string_view& out) {
  const char* run = ++in.at;
  if (!skip_unescaped(in)) return false;
  if (*in.at == '"') return out = between(run, in.at++), true;

  scratch.clear();
  while (*in.at != '"') {
    scratch.append(run, in.at);
    if (!read_escape(in, scratch)) return false;
    run = in.at;
    if (!skip_unescaped(in)) return false;
  }
  scratch.append(run, in.at++);
  out = scratch;
  return true;
}

}  // namespace ratestack::encoding_detail
