#include "encoding/utf8.hpp"

#include "encoding/string_scan.hpp"

namespace ratestack::encoding_detail {
namespace {

constexpr bool between(char c, unsigned low, unsigned high) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= low && byte <= high;
}

constexpr bool is_tail(char c) noexcept { return between(c, 0x80, 0xBF); }

// UTF8-3 of the RFC: E0 excludes overlong forms, ED excludes the surrogates U+D800 to U+DFFF.
constexpr bool is_second_of_three(unsigned char lead, char second) noexcept {
  return between(second, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
}

// UTF8-4 of the RFC: F0 excludes overlong forms, F4 excludes what lies above U+10FFFF.
constexpr bool is_second_of_four(unsigned char lead, char second) noexcept {
  return between(second, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
}

constexpr char tail(char32_t code_point, int shift) noexcept {
  return static_cast<char>(0x80 | ((code_point >> shift) & 0x3F));
}

}  // namespace

std::size_t utf8_sequence_length(const char* p, const char* end) noexcept {
  const auto lead = static_cast<unsigned char>(*p);
  const std::ptrdiff_t room = end - p;
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return room >= 2 && is_tail(p[1]) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) return room >= 3 && is_second_of_three(lead, p[1]) && is_tail(p[2]) ? 3 : 0;
  if (lead < 0xF0 || lead > 0xF4) return 0;  // 80-C1 and F5-FF start nothing
  return room >= 4 && is_second_of_four(lead, p[1]) && is_tail(p[2]) && is_tail(p[3]) ? 4 : 0;
}

std::size_t find_invalid_utf8(std::string_view text) noexcept {
  const char* const end = text.data() + text.size();
  const char* p = text.data();
  while ((p = find_special(p, end)) != end) {
    const std::size_t length = utf8_sequence_length(p, end);
    if (length == 0) break;
    p += length;
  }
  return static_cast<std::size_t>(p - text.data());
}

std::size_t encode_utf8(char32_t code_point, char* out) noexcept {
  if (code_point < 0x80) return out[0] = static_cast<char>(code_point), 1;
  if (code_point < 0x800) {
    out[0] = static_cast<char>(0xC0 | (code_point >> 6)), out[1] = tail(code_point, 0);
    return 2;
  }
  if (code_point < 0x10000) {
    out[0] = static_cast<char>(0xE0 | (code_point >> 12)), out[1] = tail(code_point, 6), out[2] = tail(code_point, 0);
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | (code_point >> 18)), out[1] = tail(code_point, 12);
  out[2] = tail(code_point, 6), out[3] = tail(code_point, 0);
  return 4;
}

}  // namespace ratestack::encoding_detail
