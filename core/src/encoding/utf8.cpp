#include "ratestack/encoding/utf8.hpp"

#include "encoding/string_scan.hpp"

namespace ratestack {
namespace {

constexpr char tail(char32_t code_point, int shift) noexcept {
  return static_cast<char>(0x80 | ((code_point >> shift) & 0x3F));
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) noexcept {
  const char* const end = text.data() + text.size();
  const char* p = text.data();
  while ((p = encoding_detail::find_special(p, end)) != end) {
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

}  // namespace ratestack
