#include "url/parser/percent.hpp"

#include <algorithm>

namespace ratestack::url_detail {
namespace {

void append_escape(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  const char escape[3] = {'%', kDigits[byte >> 4], kDigits[byte & 0xF]};
  out.append(escape, sizeof escape);
}

}  // namespace

void append_encoded(std::string& out, std::string_view text, ByteClass set) {
  while (!text.empty()) {
    const auto* const stop = std::find_if(text.begin(), text.end(), [set](char c) { return is_in(c, set); });
    const auto plain = static_cast<std::size_t>(stop - text.begin());
    out.append(text.data(), plain);
    if (plain == text.size()) return;
    append_escape(out, text[plain]);
    text.remove_prefix(plain + 1);
  }
}

std::string percent_decode(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && text.size() - i > 2;
    const int high = escape ? hex_digit_value(text[i + 1]) : -1;
    const int low = escape ? hex_digit_value(text[i + 2]) : -1;
    const bool valid = high >= 0 && low >= 0;
    bytes += valid ? static_cast<char>(high << 4 | low) : text[i];
    i += valid ? 2 : 0;
  }
  return bytes;
}

}  // namespace ratestack::url_detail
