#include "redaction/fold.hpp"

#include <algorithm>
#include <array>

#include "ratestack/encoding/utf8.hpp"
#include "redaction/characters.hpp"
#include "redaction/fold_unit.hpp"

namespace ratestack::redaction_detail {
namespace {

// No unit gives more characters than it has bytes: an escaped code point in UTF-8 is shorter than any escape of it.
constexpr std::size_t kSlack = 4;

bool is_bracketed(std::string_view raw, std::size_t i, const Unit& unit) noexcept {
  return unit.length > 1 && (raw[i] == '[' || raw[i] == '(' || raw[i] == '{' || raw[i] == '<');
}

}  // namespace

void Folded::assign(std::string_view raw) {
  if (text_.size() < raw.size() + kSlack) {
    text_.resize(raw.size() + kSlack);
    begins_.resize(raw.size() + kSlack);
    ends_.resize(raw.size() + kSlack);
  }
  size_ = 0;
  std::size_t i = 0;
  while (i < raw.size()) {
    i = copy_plain(raw, i);
    if (i < raw.size()) i = put_unit(raw, i);
  }
  begins_[size_] = static_cast<std::uint16_t>(raw.size());
}

std::size_t Folded::copy_plain(std::string_view raw, std::size_t i) noexcept {
  while (i < raw.size() && !is_any(raw[i], kFoldLead)) {
    put(raw[i], i, i + 1);
    ++i;
  }
  return i;
}

void Folded::put(char c, std::size_t begin, std::size_t end) noexcept {
  text_[size_] = c;
  begins_[size_] = static_cast<std::uint16_t>(begin);
  ends_[size_] = static_cast<std::uint16_t>(end);
  ++size_;
}

// Puts one folded character; what shows nothing puts none. "bob [at] x": the spaces around the bracket go with it.
std::size_t Folded::put_unit(std::string_view raw, std::size_t i) noexcept {
  const Unit unit = read_unit(raw, i);
  std::size_t begin = i;
  std::size_t end = i + unit.length;
  if (is_bracketed(raw, i, unit)) {
    for (int spaces = 0; spaces < 2 && size_ > 0 && text_[size_ - 1] == ' '; ++spaces) begin = begins_[--size_];
    for (int spaces = 0; spaces < 2 && end < raw.size() && raw[end] == ' '; ++spaces) ++end;
  }
  if (unit.code_point == kNothing) return end;
  std::array<char, 4> bytes{};
  const std::size_t length = encode_utf8(unit.code_point, bytes.data());
  for (std::size_t k = 0; k < length; ++k) put(bytes[k], begin, end);
  return end;
}

std::size_t Folded::index_of(std::size_t raw) const noexcept {
  const auto end = begins_.begin() + static_cast<std::ptrdiff_t>(size_);
  return static_cast<std::size_t>(std::lower_bound(begins_.begin(), end, raw) - begins_.begin());
}

}  // namespace ratestack::redaction_detail
