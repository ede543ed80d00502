#include "url/strict_authority.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ratestack {
namespace {

constexpr std::uint8_t kAlpha = 1, kDigit = 2, kSchemeMark = 4, kHex = 8, kName = 16, kLiteral = 32, kEnd = 64;

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  const auto mark = [&](std::string_view characters, std::uint8_t bits) {
    for (const char c : characters) classes[static_cast<unsigned char>(c)] |= bits;
  };
  for (unsigned c = 'a'; c <= 'z'; ++c) classes[c] = classes[c - 'a' + 'A'] = kAlpha | kName;
  mark("0123456789", kDigit | kHex | kName | kLiteral);
  mark("abcdefABCDEF", kHex | kLiteral);
  mark("+-.", kSchemeMark);
  mark("-._~", kName);                                         // unreserved, RFC 3986 section 2.3
  mark("!$&'()*+,;=", kName);                                  // sub-delims, section 2.2
  mark("/?#", kEnd);                                           // what ends an authority, section 3.2
  mark(":.", kLiteral);                                        // IPv6address, section 3.2.2
  for (unsigned c = 0x80; c <= 0xFF; ++c) classes[c] = kName;  // ucschar, RFC 3987 section 2.2
  return classes;
}

constexpr auto kClasses = make_classes();

bool is(char c, std::uint8_t bits) noexcept { return (kClasses[static_cast<unsigned char>(c)] & bits) != 0; }

bool all_are(std::string_view text, std::uint8_t bits) noexcept {
  return std::all_of(text.begin(), text.end(), [bits](char c) { return is(c, bits); });
}

// *( unreserved / pct-encoded / sub-delims ), and ":" where `extra` says so.
bool is_name(std::string_view text, char extra = '\0') noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is(text[i], kName) || (extra != '\0' && text[i] == extra)) continue;
    if (text[i] != '%' || i + 2 >= text.size() || !is(text[i + 1], kHex) || !is(text[i + 2], kHex)) return false;
    i += 2;
  }
  return true;
}

// Up to the first character of these classes, or all.
std::string_view before(std::string_view text, std::uint8_t bits) noexcept {
  std::size_t size = 0;
  while (size < text.size() && !is(text[size], bits)) ++size;
  return text.substr(0, size);
}

std::string_view trimmed(std::string_view text) noexcept {
  const auto dropped = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && dropped(text.front())) text.remove_prefix(1);
  while (!text.empty() && dropped(text.back())) text.remove_suffix(1);
  return text;
}

// Section 3.1: ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) before ":". Empty: no scheme.
std::string_view scheme_of(std::string_view text) noexcept {
  if (text.empty() || !is(text.front(), kAlpha)) return {};
  const auto end =
      std::find_if_not(text.begin(), text.end(), [](char c) { return is(c, kAlpha | kDigit | kSchemeMark); });
  if (end == text.end() || *end != ':') return {};
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

// Section 3.2.3: *DIGIT behind ":", or nothing.
bool is_port_part(std::string_view text) noexcept {
  return text.empty() || (text.front() == ':' && all_are(text.substr(1), kDigit));
}

// Section 3.2.2: IP-literal or reg-name, then the port.
std::optional<std::string_view> host_of(std::string_view text) noexcept {
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos || !is_port_part(text.substr(close + 1))) return std::nullopt;
    if (!all_are(text.substr(1, close - 1), kLiteral)) return std::nullopt;
    return text.substr(0, close + 1);
  }
  const std::string_view name = text.substr(0, text.find(':'));
  if (!is_name(name) || !is_port_part(text.substr(name.size()))) return std::nullopt;
  return name;
}

std::optional<std::string_view> host_of_authority(std::string_view authority) noexcept {
  const std::size_t at = authority.find('@');
  if (at == std::string_view::npos) return host_of(authority);
  if (!is_name(authority.substr(0, at), ':')) return std::nullopt;
  return host_of(authority.substr(at + 1));  // a second "@" is no part of a host
}

}  // namespace

std::optional<StrictReading> read_strictly(std::string_view text) noexcept {
  text = trimmed(text);
  StrictReading reading{scheme_of(text), std::nullopt};
  if (!reading.scheme.empty()) text.remove_prefix(reading.scheme.size() + 1);
  if (!text.starts_with("//")) return reading;
  text.remove_prefix(2);
  const auto host = host_of_authority(before(text, kEnd));
  if (!host) return std::nullopt;
  reading.host = host;
  return reading;
}

bool is_strict_host(std::string_view host) noexcept { return host_of(host) == host; }

}  // namespace ratestack
