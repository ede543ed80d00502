#include "encoding/utf16_order.hpp"

#include <algorithm>

namespace ratestack::encoding_detail {
namespace {

// UTF-8 sorts by code point. UTF-16 differs in one place: the surrogate pairs of U+10000 and above (lead bytes F0-F4)
// come before U+E000 to U+FFFF (lead bytes EE and EF). Where two well-formed texts first differ, either both bytes
// lead, or both continue the same lead; so lifting EE and EF above F4 gives the order of the code units.
constexpr int weight(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte;
}

constexpr int hex_value(char c) noexcept { return c <= '9' ? c - '0' : c - 'a' + 10; }

// Reads the characters of a canonical string, in which an escape always stands for one ASCII character.
class UnescapedBytes {
 public:
  explicit UnescapedBytes(std::string_view raw) noexcept : at_(raw.data()), end_(at_ + raw.size()) {}
  [[nodiscard]] bool done() const noexcept { return at_ == end_; }
  char next() noexcept { return *at_ == '\\' ? escaped() : *at_++; }

 private:
  char escaped() noexcept {
    const char kind = at_[1];
    if (kind == 'u') return at_ += 6, static_cast<char>(hex_value(at_[-2]) * 16 + hex_value(at_[-1]));
    at_ += 2;
    switch (kind) {
      case 'b':
        return '\b';
      case 't':
        return '\t';
      case 'n':
        return '\n';
      case 'f':
        return '\f';
      case 'r':
        return '\r';
      default:
        return kind;  // quote and backslash stand for themselves
    }
  }

  const char* at_;
  const char* end_;
};

int compare_unescaped(std::string_view a, std::string_view b) noexcept {
  UnescapedBytes left(a), right(b);
  while (!left.done() && !right.done()) {
    if (const int difference = weight(left.next()) - weight(right.next())) return difference;
  }
  return static_cast<int>(!left.done()) - static_cast<int>(!right.done());
}

}  // namespace

int compare_utf16(std::string_view a, std::string_view b) noexcept {
  const std::size_t common = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (a[i] != b[i]) return weight(a[i]) - weight(b[i]);
  }
  return static_cast<int>(a.size() > common) - static_cast<int>(b.size() > common);
}

int compare_utf16_escaped(std::string_view a, std::string_view b) noexcept {
  const bool plain = a.find('\\') == std::string_view::npos && b.find('\\') == std::string_view::npos;
  return plain ? compare_utf16(a, b) : compare_unescaped(a, b);
}

}  // namespace ratestack::encoding_detail
