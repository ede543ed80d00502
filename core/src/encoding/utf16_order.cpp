#include "encoding/utf16_order.hpp"

namespace ratestack::encoding_detail {
namespace {

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

}  // namespace

int compare_unescaped(std::string_view a, std::string_view b) noexcept {
  UnescapedBytes left(a), right(b);
  while (!left.done() && !right.done()) {
    if (const int difference = utf16_weight(left.next()) - utf16_weight(right.next())) return difference;
  }
  return static_cast<int>(!left.done()) - static_cast<int>(!right.done());
}

int compare_utf16(std::string_view a, std::string_view b) noexcept {
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (left != a.end() && right != b.end()) return utf16_weight(*left) - utf16_weight(*right);
  return static_cast<int>(left != a.end()) - static_cast<int>(right != b.end());
}

}  // namespace ratestack::encoding_detail
