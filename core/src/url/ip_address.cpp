#include "ratestack/url/ip_address.hpp"

#include <algorithm>

#include "url/parser/byte_class.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kGroups = 8;  // of 16 bits

// One decimal number 0-255 without leading zeros from the front of `rest`.
std::optional<std::uint8_t> take_octet(std::string_view& rest) noexcept {
  unsigned value = 0;
  std::size_t digits = 0;
  for (; digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9'; ++digits) {
    if (digits == 3 || (digits == 1 && rest[0] == '0')) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(rest[digits] - '0');
  }
  if (digits == 0 || value > 255) return std::nullopt;
  rest.remove_prefix(digits);
  return static_cast<std::uint8_t>(value);
}

std::optional<IpAddress::V4Bytes> parse_v4(std::string_view rest) noexcept {
  IpAddress::V4Bytes bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i != 0) {
      if (rest.empty() || rest.front() != '.') return std::nullopt;
      rest.remove_prefix(1);
    }
    const auto octet = take_octet(rest);
    if (!octet) return std::nullopt;
    bytes[i] = *octet;
  }
  if (!rest.empty()) return std::nullopt;
  return bytes;
}

/// RFC 4291 section 2.2: eight groups of up to four hex digits, one run of zeros as "::", the last two as a dotted
/// quad.
class V6Reader {
 public:
  explicit V6Reader(std::string_view text) noexcept : rest_(text) {}

  std::optional<IpAddress::V6Bytes> read() noexcept {
    if (rest_.starts_with("::")) {
      rest_.remove_prefix(2);
      gap_ = 0;
      if (rest_.empty()) return finish();
    }
    for (;;) {
      if (!take_piece()) return std::nullopt;
      if (rest_.empty()) return finish();
      if (!take_separator()) return std::nullopt;
      if (rest_.empty()) return gap_ == used_ ? finish() : std::nullopt;  // a text may end in "::", never in ":"
    }
  }

 private:
  bool take_piece() noexcept {
    const std::size_t end = std::min(rest_.find(':'), rest_.size());
    const std::string_view piece = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (piece.find('.') != std::string_view::npos) return rest_.empty() && take_quad(piece);
    return take_group(piece);
  }

  bool take_group(std::string_view piece) noexcept {
    if (piece.empty() || piece.size() > 4 || used_ == kGroups) return false;
    unsigned value = 0;
    for (const char c : piece) {
      const int digit = url_detail::hex_digit_value(c);
      if (digit < 0) return false;
      value = value << 4U | static_cast<unsigned>(digit);
    }
    put(static_cast<std::uint8_t>(value >> 8U), static_cast<std::uint8_t>(value & 0xFFU));
    return true;
  }

  bool take_quad(std::string_view piece) noexcept {
    const auto quad = parse_v4(piece);
    if (!quad || used_ + 2 > kGroups) return false;
    put((*quad)[0], (*quad)[1]);
    put((*quad)[2], (*quad)[3]);
    return true;
  }

  bool take_separator() noexcept {
    rest_.remove_prefix(1);
    if (!rest_.starts_with(':')) return true;
    if (gap_) return false;  // "::" can only appear once
    rest_.remove_prefix(1);
    gap_ = used_;
    return true;
  }

  void put(std::uint8_t high, std::uint8_t low) noexcept {
    bytes_[used_ * 2] = high;
    bytes_[used_ * 2 + 1] = low;
    ++used_;
  }

  std::optional<IpAddress::V6Bytes> finish() noexcept {
    if (!gap_) return used_ == kGroups ? std::optional(bytes_) : std::nullopt;
    if (used_ == kGroups) return std::nullopt;  // "::" stands for one group or more
    const auto gap = bytes_.begin() + static_cast<std::ptrdiff_t>(*gap_ * 2);
    const auto end = bytes_.begin() + static_cast<std::ptrdiff_t>(used_ * 2);
    const auto tail = std::move_backward(gap, end, bytes_.end());
    std::fill(gap, tail, std::uint8_t{0});
    return bytes_;
  }

  std::string_view rest_;
  IpAddress::V6Bytes bytes_{};
  std::size_t used_ = 0;            // groups so far
  std::optional<std::size_t> gap_;  // groups before "::"
};

std::string v4_text(ByteSpan bytes) {
  std::string text = std::to_string(bytes[0]);
  for (const std::uint8_t byte : bytes.subspan(1)) text += '.' + std::to_string(byte);
  return text;
}

struct Run {
  std::size_t begin = kGroups, size = 1;  // nothing below two groups is worth a "::" (RFC 5952 section 4.2.2)
};

using Groups = std::array<unsigned, kGroups>;

// RFC 5952 section 4.2.3: the longest run of zeros, the first of equals.
Run longest_zero_run(const Groups& groups) noexcept {
  Run best;
  for (std::size_t i = 0; i < kGroups;) {
    std::size_t end = i;
    while (end < kGroups && groups[end] == 0) ++end;
    if (end - i > best.size) best = {i, end - i};
    i = end + 1;
  }
  return best;
}

void append_hex(std::string& text, unsigned group) {
  bool started = false;
  for (int shift = 12; shift >= 0; shift -= 4) {
    const unsigned digit = group >> static_cast<unsigned>(shift) & 0xFU;
    started = started || digit != 0 || shift == 0;
    if (started) text += "0123456789abcdef"[digit];
  }
}

std::string v6_text(ByteSpan bytes) {
  Groups groups{};
  for (std::size_t i = 0; i < kGroups; ++i) groups[i] = unsigned{bytes[i * 2]} << 8U | bytes[i * 2 + 1];
  const Run zeros = longest_zero_run(groups);
  std::string text;
  for (std::size_t i = 0; i < kGroups; ++i) {
    if (i == zeros.begin) {
      text += "::";
      i += zeros.size - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    append_hex(text, groups[i]);
  }
  return text;
}

}  // namespace

IpAddress IpAddress::v4(V4Bytes bytes) noexcept {
  IpAddress address;
  std::copy(bytes.begin(), bytes.end(), address.bytes_.begin());
  return address;
}

IpAddress IpAddress::v6(V6Bytes bytes) noexcept {
  IpAddress address;
  address.bytes_ = bytes;
  address.is_v4_ = false;
  return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) noexcept {
  if (text.find(':') == std::string_view::npos) {
    const auto bytes = parse_v4(text);
    return bytes ? std::optional(v4(*bytes)) : std::nullopt;
  }
  const auto bytes = V6Reader(text).read();
  return bytes ? std::optional(v6(*bytes)) : std::nullopt;
}

std::string IpAddress::to_text() const { return is_v4_ ? v4_text(bytes()) : v6_text(bytes()); }

}  // namespace ratestack
