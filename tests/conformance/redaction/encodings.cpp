#include "tests/conformance/redaction/encodings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace ratestack::testing {
namespace {

constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool any(const Spelling&) { return true; }
bool addresses(const Spelling& spelling) { return spelling.kind == PiiKind::email; }
bool numbers(const Spelling& spelling) { return spelling.kind != PiiKind::email; }
// What was encoded by itself is decoded by itself: words beside it say nothing about it.
bool marked_by_themselves(const Spelling& spelling) { return spelling.before.empty(); }

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&out](char32_t value) { out += static_cast<char>(value); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0 | (c >> 6));
  } else {
    if (c < 0x10000) {
      byte(0xE0 | (c >> 12));
    } else {
      byte(0xF0 | (c >> 18));
      byte(0x80 | ((c >> 12) & 0x3F));
    }
    byte(0x80 | ((c >> 6) & 0x3F));
  }
  byte(0x80 | (c & 0x3F));
}

// The values here are valid UTF-8.
std::vector<char32_t> characters(std::string_view text) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<std::uint8_t>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = size == 1 ? lead : lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) c = (c << 6) | (static_cast<std::uint8_t>(text[at + i]) & 0x3FU);
    out.push_back(c);
    at += size;
  }
  return out;
}

template <typename Write>
std::string each_character(std::string_view value, Write write) {
  std::string out;
  for (const char32_t c : characters(value)) write(out, c);
  return out;
}

// Digits of a script by its zero; the rest stays.
template <char32_t Zero>
std::string digits_of(std::string_view value) {
  return each_character(value,
                        [](std::string& out, char32_t c) { append_utf8(out, is_digit(c) ? Zero + (c - '0') : c); });
}

// Something invisible between the characters.
template <char32_t Mark>
std::string marked(std::string_view value) {
  return each_character(value, [](std::string& out, char32_t c) {
    if (!out.empty()) append_utf8(out, Mark);
    append_utf8(out, c);
  });
}

std::string full_width(std::string_view value) {
  return each_character(value,
                        [](std::string& out, char32_t c) { append_utf8(out, c > 0x20 && c < 0x7F ? c + 0xFEE0 : c); });
}

std::string plain(std::string_view value) { return std::string(value); }

std::string json_escaped(std::string_view value) {
  return each_character(value, [](std::string& out, char32_t c) {
    const auto unit = [&out](char32_t u) { out += fmt::format("\\u{:04x}", static_cast<unsigned>(u)); };
    if (c < 0x10000) return unit(c);
    unit(0xD800 + ((c - 0x10000) >> 10));
    unit(0xDC00 + ((c - 0x10000) & 0x3FF));
  });
}

std::string percent(std::string_view value) {
  std::string out;
  for (const char c : value) out += fmt::format("%{:02X}", static_cast<std::uint8_t>(c));
  return out;
}

std::string percent_twice(std::string_view value) {
  std::string out;
  for (const char c : value) out += fmt::format("%25{:02x}", static_cast<std::uint8_t>(c));
  return out;
}

// As a URL would carry it: only what is no unreserved character (RFC 3986 section 2.3).
std::string percent_reserved(std::string_view value) {
  std::string out;
  for (const char c : value) {
    const auto byte = static_cast<std::uint8_t>(c);
    const bool unreserved = is_digit(byte) || is_letter(byte) || c == '-' || c == '.' || c == '_' || c == '~';
    if (unreserved)
      out += c;
    else
      out += fmt::format("%{:02X}", byte);
  }
  return out;
}

std::string decimal_entities(std::string_view value) {
  return each_character(value,
                        [](std::string& out, char32_t c) { out += fmt::format("&#{};", static_cast<unsigned>(c)); });
}

std::string hex_entities(std::string_view value) {
  return each_character(value,
                        [](std::string& out, char32_t c) { out += fmt::format("&#x{:X};", static_cast<unsigned>(c)); });
}

std::string replaced(std::string_view value, std::string_view at, std::string_view dot) {
  std::string out;
  for (const char c : value) {
    if (c == '@')
      out += at;
    else if (c == '.')
      out += dot;
    else
      out += c;
  }
  return out;
}
std::string at_in_brackets(std::string_view value) { return replaced(value, "[at]", "."); }
std::string at_in_parentheses(std::string_view value) { return replaced(value, "(AT)", "."); }
std::string at_and_dot(std::string_view value) { return replaced(value, " [at] ", " [dot] "); }
std::string at_percent(std::string_view value) { return replaced(value, "%40", "."); }
std::string at_percent_twice(std::string_view value) { return replaced(value, "%2540", "."); }
std::string at_entity(std::string_view value) { return replaced(value, "&#64;", "."); }
std::string at_named_entity(std::string_view value) { return replaced(value, "&commat;", "&period;"); }
std::string at_json(std::string_view value) { return replaced(value, "\\u0040", "."); }

std::string base64(std::string_view value) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < value.size(); at += 3) {
    std::uint32_t bits = 0;
    const std::size_t size = std::min<std::size_t>(3, value.size() - at);
    for (std::size_t i = 0; i < 3; ++i) {
      bits = (bits << 8) | (i < size ? static_cast<std::uint8_t>(value[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) out += i <= size ? kAlphabet[(bits >> (18 - 6 * i)) & 63] : '=';
  }
  return out;
}

}  // namespace

const std::vector<Encoding>& encodings() {
  static const std::vector<Encoding> all{
      {"plain", plain, any},
      {"full-width", full_width, any},
      {"json-escapes", json_escaped, any},
      {"percent", percent, any},
      {"percent-twice", percent_twice, any},
      {"percent-reserved", percent_reserved, any},
      {"decimal-entities", decimal_entities, any},
      {"hex-entities", hex_entities, any},
      {"base64", base64, marked_by_themselves},
      {"zero-width-space", marked<0x200B>, any},
      {"zero-width-non-joiner", marked<0x200C>, any},
      {"zero-width-joiner", marked<0x200D>, any},
      {"word-joiner", marked<0x2060>, any},
      {"byte-order-mark", marked<0xFEFF>, any},
      {"soft-hyphen", marked<0x00AD>, any},
      {"left-to-right-mark", marked<0x200E>, any},
      {"right-to-left-override", marked<0x202E>, any},
      {"isolate", marked<0x2066>, any},
      {"combining-acute", marked<0x0301>, any},
      {"enclosing-circle", marked<0x20DD>, any},
      {"variation-selector", marked<0xFE0F>, any},
      {"arabic-indic-digits", digits_of<0x0660>, numbers},
      {"extended-arabic-indic-digits", digits_of<0x06F0>, numbers},
      {"devanagari-digits", digits_of<0x0966>, numbers},
      {"bengali-digits", digits_of<0x09E6>, numbers},
      {"thai-digits", digits_of<0x0E50>, numbers},
      {"khmer-digits", digits_of<0x17E0>, numbers},
      {"full-width-digits", digits_of<0xFF10>, numbers},
      {"osmanya-digits", digits_of<0x104A0>, numbers},
      {"mathematical-bold-digits", digits_of<0x1D7CE>, numbers},
      {"mathematical-monospace-digits", digits_of<0x1D7F6>, numbers},
      {"segmented-digits", digits_of<0x1FBF0>, numbers},
      {"[at]", at_in_brackets, addresses},
      {"(AT)", at_in_parentheses, addresses},
      {"[at]-[dot]", at_and_dot, addresses},
      {"%40", at_percent, addresses},
      {"%2540", at_percent_twice, addresses},
      {"&#64;", at_entity, addresses},
      {"&commat;", at_named_entity, addresses},
      {"\\u0040", at_json, addresses},
  };
  return all;
}

}  // namespace ratestack::testing
