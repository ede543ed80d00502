// A stretch of raw text with its escapes and foreign forms resolved, and the way back to the raw bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ratestack::redaction_detail {

/// Reused from stretch to stretch: its memory grows to the longest one.
class Folded {
 public:
  /// `raw` is at most 65,535 bytes; nothing of it is kept.
  void assign(std::string_view raw);

  /// Valid until the next assign.
  [[nodiscard]] std::string_view text() const noexcept { return {text_.data(), size_}; }
  /// Raw offset where the character at `i` begins; the size of the raw text for i == text().size().
  [[nodiscard]] std::size_t raw_begin(std::size_t i) const noexcept { return begins_[i]; }
  /// Raw offset behind the characters before `end`, 0 < end.
  [[nodiscard]] std::size_t raw_end(std::size_t end) const noexcept { return ends_[end - 1]; }
  /// The first character that begins at or behind a raw offset.
  [[nodiscard]] std::size_t index_of(std::size_t raw) const noexcept;

 private:
  std::size_t copy_plain(std::string_view raw, std::size_t i) noexcept;
  std::size_t put_unit(std::string_view raw, std::size_t i) noexcept;
  void put(char c, std::size_t begin, std::size_t end) noexcept;

  std::string text_;
  std::vector<std::uint16_t> begins_;
  std::vector<std::uint16_t> ends_;
  std::size_t size_ = 0;
};

}  // namespace ratestack::redaction_detail
