// A password in another spelling (lower case, letters alone), for comparing. It is wiped: it is the password still.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack {

constexpr bool is_ascii_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_beyond_ascii(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80; }
constexpr char lower_case(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Movable by nobody: a move would leave bytes behind.
class FoldedText {
 public:
  /// `fold` answers the character that stands for one of `text`, or 0: none.
  template <typename Fold>
  FoldedText(std::string_view text, Fold fold) : text_(text.size(), '\0') {
    for (const char c : text) {
      if (const char folded = fold(c)) text_[size_++] = folded;
    }
  }
  ~FoldedText() { secure_wipe({reinterpret_cast<std::uint8_t*>(text_.data()), text_.size()}); }
  FoldedText(const FoldedText&) = delete;
  FoldedText& operator=(const FoldedText&) = delete;

  [[nodiscard]] std::string_view view() const noexcept { return std::string_view(text_).substr(0, size_); }

 private:
  std::string text_;
  std::size_t size_ = 0;
};

}  // namespace ratestack
