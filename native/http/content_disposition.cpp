#include "native/http/content_disposition.hpp"

namespace ratestack::http {
namespace {

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// For readers that know no filename*.
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name) out += is_alphanumeric(c) || c == '.' || c == '_' || c == '-' || c == ' ' ? c : '_';
  return out;
}

// attr-char of RFC 8187 section 3.2.1, the unusual ones left out: an escape is always allowed.
std::string escaped(std::string_view name) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : name) {
    if (is_alphanumeric(c) || c == '.' || c == '_' || c == '-') {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kHex[byte >> 4U], kHex[byte & 0xfU]};
  }
  return out;
}

}  // namespace

std::string attachment_named(std::string_view name) {
  return "attachment; filename=\"" + plain(name) + "\"; filename*=UTF-8''" + escaped(name);
}

}  // namespace ratestack::http
