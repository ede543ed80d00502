#include "url/parser/ipv4.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "url/parser/byte_class.hpp"

namespace ratestack::url_detail {
namespace {

// Above every address, so that a number of any length needs no more bits.
constexpr std::uint64_t kTooLarge = std::uint64_t{1} << 32;

// "IPv4 number parser". No value: a digit that is none.
std::optional<std::uint64_t> parse_number(std::string_view text) noexcept {
  unsigned radix = 10;
  if (text.empty()) return std::nullopt;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    radix = 16, text.remove_prefix(2);
  } else if (text.size() > 1 && text[0] == '0') {
    radix = 8, text.remove_prefix(1);
  }
  std::uint64_t value = 0;  // an empty rest is 0: "0x" is a number
  for (const char c : text) {
    const int digit = hex_digit_value(c);
    if (digit < 0 || digit >= static_cast<int>(radix)) return std::nullopt;
    value = std::min(value * radix + static_cast<unsigned>(digit), kTooLarge);
  }
  return value;
}

std::string_view without_root_dot(std::string_view domain) noexcept {
  if (domain.size() > 1 && domain.back() == '.') domain.remove_suffix(1);
  return domain;
}

std::string_view take_part(std::string_view& rest) noexcept {
  const std::size_t dot = std::min(rest.find('.'), rest.size());
  const std::string_view part = rest.substr(0, dot);
  rest.remove_prefix(std::min(dot + 1, rest.size()));
  return part;
}

}  // namespace

bool ends_in_a_number(std::string_view domain) noexcept {
  domain = without_root_dot(domain);
  // Most names end in a letter that is no hex digit, and are done here.
  if (domain.empty() || (hex_digit_value(domain.back()) < 0 && to_ascii_lower(domain.back()) != 'x')) return false;
  const std::string_view last = domain.substr(domain.rfind('.') + 1);
  if (last.empty()) return false;
  return std::all_of(last.begin(), last.end(), is_ascii_digit) || parse_number(last).has_value();
}

const char* parse_ipv4(std::string_view text, std::uint32_t& address) noexcept {
  text = without_root_dot(text);
  const auto parts = std::count(text.begin(), text.end(), '.') + 1;
  if (parts > 4) return "IPv4-too-many-parts";
  std::uint64_t value = 0;
  for (auto part = 1; part <= parts; ++part) {
    const auto number = parse_number(take_part(text));
    if (!number) return "IPv4-non-numeric-part";
    // The last part fills all bytes that are left.
    const auto bits = part == parts ? 8 * (5 - parts) : 8;
    if (*number >> bits != 0) return "IPv4-out-of-range-part";
    value = value << bits | *number;
  }
  address = static_cast<std::uint32_t>(value);
  return nullptr;
}

void append_dotted(std::string& out, std::uint32_t address) {
  char byte[3];
  for (int shift = 24; shift >= 0; shift -= 8) {
    out.append(byte, std::to_chars(byte, byte + sizeof byte, address >> shift & 0xFFU).ptr);
    if (shift != 0) out += '.';
  }
}

}  // namespace ratestack::url_detail
