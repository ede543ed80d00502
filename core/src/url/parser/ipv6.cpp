#include "url/parser/ipv6.hpp"

#include <algorithm>
#include <charconv>

#include "url/parser/byte_class.hpp"

namespace ratestack::url_detail {
namespace {

// The "IPv6 parser": pieces are filled from the left, and those after "::" moved to the right in the end.
class Ipv6Reader {
 public:
  explicit Ipv6Reader(std::string_view text, Ipv6Pieces& pieces) noexcept : rest_(text), pieces_(pieces) {}

  const char* read() noexcept;

 private:
  static constexpr std::size_t kNone = 9;

  const char* leading_colons() noexcept;
  const char* piece() noexcept;
  const char* separator() noexcept;
  const char* embedded_ipv4() noexcept;
  const char* embedded_byte(unsigned& value) noexcept;
  const char* place_compressed() noexcept;
  [[nodiscard]] bool next_is(char c) const noexcept { return rest_.starts_with(c); }

  std::string_view rest_;
  Ipv6Pieces& pieces_;
  std::size_t count_ = 0;
  std::size_t compress_ = kNone;  // the first piece after "::", which itself is one zero piece or more
};

const char* Ipv6Reader::leading_colons() noexcept {
  if (!next_is(':')) return nullptr;
  if (!rest_.starts_with("::")) return "IPv6-invalid-compression";
  rest_.remove_prefix(2);
  compress_ = ++count_;
  return nullptr;
}

const char* Ipv6Reader::embedded_byte(unsigned& value) noexcept {
  if (rest_.empty() || !is_ascii_digit(rest_[0])) return "IPv4-in-IPv6-invalid-code-point";
  std::size_t digits = 0;
  for (value = 0; digits < rest_.size() && is_ascii_digit(rest_[digits]); ++digits) {
    if (digits != 0 && value == 0) return "IPv4-in-IPv6-invalid-code-point";  // a leading zero
    value = value * 10 + static_cast<unsigned>(rest_[digits] - '0');
    if (value > 255) return "IPv4-in-IPv6-out-of-range-part";
  }
  rest_.remove_prefix(digits);
  return nullptr;
}

// Four decimal parts, which must be the end.
const char* Ipv6Reader::embedded_ipv4() noexcept {
  if (count_ > 6) return "IPv4-in-IPv6-too-many-pieces";
  for (unsigned part = 0; part < 4; ++part) {
    if (part != 0) {
      if (!next_is('.')) return rest_.empty() ? "IPv4-in-IPv6-too-few-parts" : "IPv4-in-IPv6-invalid-code-point";
      rest_.remove_prefix(1);
    }
    unsigned value = 0;
    if (const char* const failure = embedded_byte(value)) return failure;
    pieces_[count_] = static_cast<std::uint16_t>(pieces_[count_] * 256U + value);
    if (part % 2 == 1) ++count_;
  }
  return rest_.empty() ? nullptr : "IPv4-in-IPv6-invalid-code-point";
}

const char* Ipv6Reader::separator() noexcept {
  if (rest_.empty()) return nullptr;
  if (!next_is(':')) return "IPv6-invalid-code-point";
  rest_.remove_prefix(1);
  return rest_.empty() ? "IPv6-invalid-code-point" : nullptr;
}

const char* Ipv6Reader::piece() noexcept {
  if (count_ == 8) return "IPv6-too-many-pieces";
  if (next_is(':')) {
    if (compress_ != kNone) return "IPv6-multiple-compression";
    rest_.remove_prefix(1);
    compress_ = ++count_;
    return nullptr;
  }
  unsigned value = 0;
  std::size_t digits = 0;
  for (; digits < std::min<std::size_t>(4, rest_.size()) && hex_digit_value(rest_[digits]) >= 0; ++digits) {
    value = value << 4 | static_cast<unsigned>(hex_digit_value(rest_[digits]));
  }
  if (digits < rest_.size() && rest_[digits] == '.') {
    return digits == 0 ? "IPv4-in-IPv6-invalid-code-point" : embedded_ipv4();
  }
  rest_.remove_prefix(digits);
  if (digits == 0) return "IPv6-invalid-code-point";
  pieces_[count_++] = static_cast<std::uint16_t>(value);
  return separator();
}

// What follows "::" goes to the end; zeros fill the gap.
const char* Ipv6Reader::place_compressed() noexcept {
  if (compress_ == kNone) return count_ == 8 ? nullptr : "IPv6-too-few-pieces";
  const auto at = [this](std::size_t i) { return pieces_.begin() + static_cast<std::ptrdiff_t>(i); };
  std::copy_backward(at(compress_), at(count_), pieces_.end());
  std::fill(at(compress_), at(8 - (count_ - compress_)), std::uint16_t{0});
  return nullptr;
}

const char* Ipv6Reader::read() noexcept {
  pieces_.fill(0);
  if (const char* const failure = leading_colons()) return failure;
  while (!rest_.empty()) {
    if (const char* const failure = piece()) return failure;
  }
  return place_compressed();
}

struct ZeroRun {
  std::size_t start = 0;
  std::size_t size = 0;
};

// RFC 5952 section 4.2: the longest run of zeros, the first of equals, and never one zero alone.
ZeroRun compressed_run(const Ipv6Pieces& pieces) noexcept {
  ZeroRun longest, current;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i] != 0) {
      current.size = 0;
      continue;
    }
    if (current.size++ == 0) current.start = i;
    if (current.size > longest.size) longest = current;
  }
  return longest.size > 1 ? longest : ZeroRun{};
}

}  // namespace

const char* parse_ipv6(std::string_view text, Ipv6Pieces& pieces) noexcept { return Ipv6Reader(text, pieces).read(); }

void append_ipv6(std::string& out, const Ipv6Pieces& pieces) {
  const ZeroRun zeros = compressed_run(pieces);
  char text[4];
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (zeros.size != 0 && i == zeros.start) {
      out += i == 0 ? "::" : ":";
      i += zeros.size - 1;
      continue;
    }
    out.append(text, std::to_chars(text, text + sizeof text, pieces[i], 16).ptr);
    if (i != 7) out += ':';
  }
}

}  // namespace ratestack::url_detail
