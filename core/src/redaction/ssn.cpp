// Social Security numbers and the taxpayer numbers of the same form. SSA: area not 000, 666 or 9xx, group not 00,
// serial not 0000. IRS: ITIN and ATIN have area 9xx; the group tells them (publication 1915; 93 is ATIN's).
#include "redaction/characters.hpp"
#include "redaction/context.hpp"
#include "redaction/recognizers.hpp"

namespace ratestack::redaction_detail {
namespace {

constexpr std::uint64_t kShape = 0x423;  // 3-2-4

unsigned number_at(const Subject& s, std::size_t i, std::size_t digits) noexcept {
  unsigned value = 0;
  for (std::size_t k = 0; k < digits; ++k) value = value * 10 + static_cast<unsigned>(s.text[i + k] - '0');
  return value;
}

bool is_taxpayer_group(unsigned group) noexcept {
  return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group <= 99);
}

bool is_assigned(unsigned area, unsigned group, unsigned serial) noexcept {
  if (group == 0 || serial == 0 || area == 0 || area == 666) return false;
  return area < 900 || is_taxpayer_group(group);
}

bool is_separator_pair(char first, char second) noexcept {
  if (first == kNoGap || second == kNoGap) return false;
  return first == second || ((first == '-' || first == ' ') && (second == '-' || second == ' '));
}

// Part of a longer number, such as an ISBN: the same separator goes on to more digits.
bool goes_on(const Subject& s, std::size_t begin, std::size_t end, char separator) noexcept {
  if (separator == ' ' || separator == kWideGap) return false;
  if (s.previous(begin) == separator && is_alnum(s.previous(begin, 2)) && is_digit(s.previous(begin, 2))) return true;
  return s.at(end) == separator && is_digit_or_label(s, end + 1);
}

Match found(Span span) noexcept { return {Verdict::match, PiiKind::ssn, span, span}; }

Match find_grouped(const Subject& s, const Runs& runs) noexcept {
  if ((runs.shape() & 0xFFF) != kShape || runs.size() < 3) return {};
  if (!is_separator_pair(runs[0].gap, runs[1].gap)) return {};
  const Span span{runs[0].begin, runs[2].end()};
  if (goes_on(s, span.begin, span.end, runs[1].gap)) return {};
  const unsigned area = number_at(s, runs[0].begin, 3);
  const bool assigned = is_assigned(area, number_at(s, runs[1].begin, 2), number_at(s, runs[2].begin, 4));
  return assigned ? found(span) : Match{};
}

Match find_bare(const Subject& s, const Run& run) noexcept {
  if (!is_open_before(s, run.begin) || !is_open_behind(s, run.end())) return {};
  if (is_part_of_float(s, run.begin, run.end())) return {};
  const std::size_t i = run.begin;
  if (!is_assigned(number_at(s, i, 3), number_at(s, i + 3, 2), number_at(s, i + 5, 4))) return {};
  const Context context = context_of(s, run.begin, run.end());
  if (context.verdict == Verdict::needs_fold) return {Verdict::needs_fold, PiiKind::ssn, {}, {}};
  return (context.hints & kSsnHint) != 0 ? found({run.begin, run.end()}) : Match{};
}

}  // namespace

Match find_ssn(const Subject& s, const Runs& runs) noexcept {
  if (runs[0].size == 9) return find_bare(s, runs[0]);
  return runs[0].size == 3 ? find_grouped(s, runs) : Match{};
}

}  // namespace ratestack::redaction_detail
