#include "url/idna/label.hpp"

#include <algorithm>

#include "url/idna/mapping.hpp"
#include "url/idna/tables.hpp"

namespace ratestack::idna_detail {
namespace {

constexpr char32_t kZeroWidthNonJoiner = 0x200C;
constexpr char32_t kZeroWidthJoiner = 0x200D;

bool has(char32_t c, std::uint8_t property) noexcept { return (value_of(tables().properties, c) & property) != 0; }

bool is_transparent(char32_t c) noexcept { return has(c, kTransparent); }

// RFC 5892 appendix A.1: (Joining_Type:{L,D})(Joining_Type:T)*ZWNJ(Joining_Type:T)*(Joining_Type:{R,D})
bool breaks_a_join(std::u32string_view before, std::u32string_view after) noexcept {
  const auto left = std::find_if_not(before.rbegin(), before.rend(), is_transparent);
  const auto right = std::find_if_not(after.begin(), after.end(), is_transparent);
  return left != before.rend() && right != after.end() && has(*left, kJoinsNext) && has(*right, kJoinsPrevious);
}

bool follows_virama(std::u32string_view before) noexcept {
  return !before.empty() && value_of(tables().combining_classes, before.back()) == kVirama;
}

// RFC 5892 appendix A.1 and A.2, "ContextJ".
bool keeps_joiner_rules(std::u32string_view label) noexcept {
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label[i] != kZeroWidthNonJoiner && label[i] != kZeroWidthJoiner) continue;
    const std::u32string_view before = label.substr(0, i);
    if (follows_virama(before)) continue;
    if (label[i] == kZeroWidthJoiner || !breaks_a_join(before, label.substr(i + 1))) return false;
  }
  return true;
}

constexpr unsigned bit(BidiClass c) noexcept { return 1U << static_cast<unsigned>(c); }

template <typename... Class>
constexpr unsigned set_of(Class... classes) noexcept {
  return (bit(classes) | ...);
}

unsigned bidi_bit(char32_t c) noexcept {
  return bit(static_cast<BidiClass>(value_of(tables().properties, c) & kBidiClassBits));
}

using enum BidiClass;
constexpr unsigned kWeak = set_of(ES, CS, ET, ON, BN, NSM);
constexpr unsigned kRightToLeft = set_of(R, AL, AN);

unsigned last_but_marks(std::u32string_view label) noexcept {
  const auto last = std::find_if(label.rbegin(), label.rend(), [](char32_t c) { return bidi_bit(c) != bit(NSM); });
  return last == label.rend() ? 0 : bidi_bit(*last);
}

}  // namespace

Result<void> check_label(std::u32string_view label) {
  if (!label.empty() && has(label.front(), kMark)) return IdnaError::leading_mark;
  if (!std::all_of(label.begin(), label.end(), is_valid)) return IdnaError::disallowed_code_point;
  if (!keeps_joiner_rules(label)) return IdnaError::invalid_joiner;
  return {};
}

bool has_right_to_left(std::u32string_view domain) noexcept {
  return std::any_of(domain.begin(), domain.end(), [](char32_t c) { return (bidi_bit(c) & kRightToLeft) != 0; });
}

bool keeps_bidi_rule(std::u32string_view label) noexcept {
  if (label.empty()) return true;
  const unsigned first = bidi_bit(label.front());
  const unsigned last = last_but_marks(label);
  unsigned all = 0;
  for (const char32_t c : label) all |= bidi_bit(c);
  // Rules 1, 5 and 6: a left-to-right label.
  if (first == bit(L)) return (all & ~(set_of(L, EN) | kWeak)) == 0 && (last & set_of(L, EN)) != 0;
  // Rules 1, 2, 3 and 4: a right-to-left label.
  const bool begins_well = (first & set_of(R, AL)) != 0;
  const bool ends_well = (last & set_of(R, AL, EN, AN)) != 0;
  const bool mixes_digits = (all & bit(EN)) != 0 && (all & bit(AN)) != 0;
  return begins_well && ends_well && !mixes_digits && (all & ~(set_of(R, AL, AN, EN) | kWeak)) == 0;
}

}  // namespace ratestack::idna_detail
