#include "url/parser/input.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "ratestack/encoding/utf8.hpp"

namespace ratestack::url_detail {
namespace {

std::string_view trimmed(std::string_view text) noexcept {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// True where some byte of the word is below 0x20 or above 0x7F. A borrow may raise a false alarm in a byte above a true
// one.
constexpr bool has_control_or_non_ascii(std::uint64_t word) noexcept {
  return ((word | (word - 0x2020202020202020ULL)) & 0x8080808080808080ULL) != 0;
}

constexpr std::size_t kWord = sizeof(std::uint64_t);

std::uint64_t word_at(const char* p) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, p, kWord);
  return word;
}

// Nothing to remove and nothing to repair. The last word overlaps the one before it.
bool is_clean(std::string_view text) noexcept {
  if (text.size() < kWord) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
  }
  const char* const last = text.data() + text.size() - kWord;
  for (const char* p = text.data(); p < last; p += kWord) {
    if (has_control_or_non_ascii(word_at(p))) return false;
  }
  return !has_control_or_non_ascii(word_at(last));
}

// How many bytes one U+FFFD stands for (Encoding Standard, UTF-8 decoder): the longest start of a well-formed sequence.
std::size_t malformed_length(const char* p, const char* end) noexcept {
  using namespace utf8_detail;
  const auto lead = static_cast<unsigned char>(*p);
  if (end - p < 2 || lead < 0xE0 || lead > 0xF4) return 1;
  if (lead < 0xF0) return is_second_of_three(lead, p[1]) ? 2 : 1;
  if (!is_second_of_four(lead, p[1])) return 1;
  return end - p > 2 && is_tail(p[2]) ? 3 : 2;
}

constexpr bool is_tab_or_newline(char c) noexcept { return c == '\t' || c == '\n' || c == '\r'; }

std::string cleaned(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const char* const end = text.data() + text.size();
  for (const char* p = text.data(); p != end;) {
    if (const std::size_t length = utf8_sequence_length(p, end); length != 0) {
      if (!is_tab_or_newline(*p)) out.append(p, length);
      p += length;
    } else {
      out += "\xEF\xBF\xBD";
      p += malformed_length(p, end);
    }
  }
  return out;
}

}  // namespace

CleanInput::CleanInput(std::string_view text) : view_(trimmed(text)) {
  if (is_clean(view_)) return;
  copy_ = cleaned(view_);
  view_ = copy_;
}

}  // namespace ratestack::url_detail
