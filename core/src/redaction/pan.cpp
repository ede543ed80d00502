// Card numbers: ISO/IEC 7812 issuer ranges with the lengths that the schemes issue, and the Luhn digit.
#include <algorithm>
#include <array>

#include "redaction/characters.hpp"
#include "redaction/context.hpp"
#include "redaction/recognizers.hpp"

namespace ratestack::redaction_detail {
namespace {

constexpr std::size_t kMinDigits = 12;
constexpr std::size_t kMaxDigits = 19;

constexpr std::uint32_t lengths(unsigned low, unsigned high) noexcept {
  return ((2U << high) - 1) & ~((1U << low) - 1);
}

// Ranges of the first six digits, in order; they do not overlap.
struct IssuerRange {
  std::uint32_t first, last;
  std::uint32_t lengths;  // bit n: n digits
};

constexpr std::uint32_t k15 = lengths(15, 15);
constexpr std::uint32_t k16 = lengths(16, 16);
constexpr std::uint32_t k16To19 = lengths(16, 19);
constexpr std::array kIssuers{
    IssuerRange{100000, 199999, k15},                             // UATP
    IssuerRange{180000, 180099, k15},                             // JCB, old
    IssuerRange{213100, 213199, k15},                             // JCB, old
    IssuerRange{220000, 220499, k16To19},                         // Mir
    IssuerRange{222100, 272099, k16},                             // Mastercard, series 2
    IssuerRange{300000, 305999, lengths(14, 19)},                 // Diners Club
    IssuerRange{309000, 309999, lengths(14, 19)},                 // Diners Club
    IssuerRange{340000, 349999, k15},                             // American Express
    IssuerRange{352800, 358999, k16To19},                         // JCB
    IssuerRange{360000, 369999, lengths(14, 19)},                 // Diners Club
    IssuerRange{370000, 379999, k15},                             // American Express
    IssuerRange{380000, 399999, lengths(14, 19)},                 // Diners Club
    IssuerRange{400000, 499999, 1U << 13 | 1U << 16 | 1U << 19},  // Visa
    IssuerRange{500000, 509999, lengths(12, 19)},                 // Maestro, RuPay (508), Verve (506099-506198)
    IssuerRange{510000, 559999, k16},                             // Mastercard
    IssuerRange{560000, 699999,
                lengths(12, 19)},          // Maestro; Discover (6011, 622126-622925, 644-649, 65), UnionPay (62), RuPay
    IssuerRange{810000, 829999, k16To19},  // UnionPay, RuPay
    IssuerRange{979200, 979299, k16},      // Troy
};

struct Digits {
  std::array<std::uint8_t, kMaxDigits> value{};
  std::size_t size = 0;
};

// For the first two digits, the first range that they may be in.
constexpr std::array<std::uint8_t, 100> kFirstRange = [] {
  std::array<std::uint8_t, 100> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    while (table[i] < kIssuers.size() && kIssuers[table[i]].last < i * 10000) ++table[i];
  }
  return table;
}();

// The lengths, as bits, of the cards that the first six digits are issued for.
std::uint32_t issued_lengths(const Digits& digits) noexcept {
  std::uint32_t prefix = 0;
  for (std::size_t i = 0; i < 6; ++i) prefix = prefix * 10 + digits.value[i];
  for (std::size_t i = kFirstRange[prefix / 10000]; i < kIssuers.size(); ++i) {
    if (prefix <= kIssuers[i].last) return prefix >= kIssuers[i].first ? kIssuers[i].lengths : 0;
  }
  return 0;
}

bool is_issued(const Digits& digits) noexcept { return (issued_lengths(digits) >> digits.size & 1) != 0; }

// ISO/IEC 7812-1 annex B.
bool passes_luhn(const Digits& digits) noexcept {
  static constexpr std::array<std::uint8_t, 10> kDoubled{0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
  unsigned sum = 0;
  for (std::size_t i = 0; i < digits.size; ++i) {
    const std::uint8_t digit = digits.value[digits.size - 1 - i];
    sum += i % 2 == 0 ? digit : kDoubled[digit];
  }
  return sum % 10 == 0;
}

bool is_one_digit_only(const Digits& digits) noexcept {
  return std::all_of(digits.value.begin(), digits.value.begin() + static_cast<std::ptrdiff_t>(digits.size),
                     [&](std::uint8_t digit) { return digit == digits.value[0]; });
}

Digits read_digits(const Subject& s, const Runs& runs, std::size_t count) noexcept {
  Digits digits;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < runs[i].size && digits.size < kMaxDigits; ++k) {
      digits.value[digits.size++] = static_cast<std::uint8_t>(s.text[runs[i].begin + k] - '0');
    }
  }
  return digits;
}

// How cards are printed and typed, as nibbles of Runs::shape: the group lengths, the first one lowest.
struct Layout {
  std::uint64_t shape;
  std::uint8_t groups;
  std::uint8_t digits;
};
constexpr std::array kLayouts{
    Layout{0x34444, 5, 19}, Layout{0x24444, 5, 18}, Layout{0x14444, 5, 17}, Layout{0x4444, 4, 16},
    Layout{0x3444, 4, 15},  Layout{0x2444, 4, 14},  Layout{0x1444, 4, 13},  Layout{0x564, 3, 15},
    Layout{0x464, 3, 14},   Layout{0x654, 3, 15},   Layout{0x444, 3, 12},   Layout{0xD6, 2, 19},
    Layout{0xA6, 2, 16},    Layout{0x88, 2, 16},
};

bool has_layout(const Runs& runs, const Layout& layout) noexcept {
  const std::uint64_t mask = (std::uint64_t{1} << (4 * layout.groups)) - 1;
  if ((runs.shape() & mask) != layout.shape) return false;
  const char gap = runs[0].gap;
  for (std::size_t i = 1; i + 1 < layout.groups; ++i) {
    if (runs[i].gap != gap) return false;
  }
  return true;
}

Match match_of(const Runs& runs, std::size_t count) noexcept {
  const Span span{runs[0].begin, runs[count - 1].end()};
  return {Verdict::match, PiiKind::pan, span, span};
}

// Twelve digits in three groups are as often a product number: nothing may go on on either side.
bool stands_alone(const Subject& s, const Runs& runs, std::size_t count) noexcept {
  const char before = s.previous(runs[0].begin);
  if (is_any(before, kJoiner) && before == runs[0].gap && is_alnum(s.previous(runs[0].begin, 2))) return false;
  const std::size_t end = runs[count - 1].end();
  return s.at(end) != runs[0].gap || !(is_alnum(s.at(end + 1)) || is_digit_or_label(s, end + 1));
}

bool is_grouped_card(const Subject& s, const Runs& runs, const Layout& layout) noexcept {
  const Digits digits = read_digits(s, runs, layout.groups);
  if (!passes_luhn(digits) || is_one_digit_only(digits)) return false;
  if (!is_open_behind(s, runs[layout.groups - 1U].end())) return false;
  return digits.size != kMinDigits || stands_alone(s, runs, layout.groups);
}

Match find_grouped(const Subject& s, const Runs& runs) noexcept {
  const std::size_t first = runs[0].size;
  if ((first != 4 && first != 6 && first != 8) || runs[0].gap == kNoGap || runs[1].size < 4) return {};
  if (!is_open_before(s, runs[0].begin)) return {};
  const std::uint32_t issued = issued_lengths(read_digits(s, runs, 2));  // two groups have the six digits that tell
  if (issued == 0) return {};
  for (const Layout& layout : kLayouts) {
    if ((issued >> layout.digits & 1) == 0 || runs.size() < layout.groups || !has_layout(runs, layout)) continue;
    if (is_grouped_card(s, runs, layout)) return match_of(runs, layout.groups);
  }
  return {};
}

// The span id of a W3C traceparent can hold decimal digits alone: it stands behind 32 hex digits and a hyphen.
bool is_span_id(const Subject& s, const Run& run) noexcept {
  if (run.size != 16 || s.previous(run.begin) != '-') return false;
  for (std::size_t steps = 2; steps <= 33; ++steps) {
    if (!is_hex(s.previous(run.begin, steps))) return false;
  }
  return true;
}

Match find_bare(const Subject& s, const Runs& runs) noexcept {
  const Run& run = runs[0];
  if (run.size < kMinDigits || run.size > kMaxDigits) return {};
  if (!is_open_before(s, run.begin) || !is_open_behind(s, run.end())) return {};
  const Digits digits = read_digits(s, runs, 1);
  if (!is_issued(digits) || is_one_digit_only(digits)) return {};
  if (is_part_of_float(s, run.begin, run.end()) || is_span_id(s, run)) return {};
  const bool luhn = passes_luhn(digits);
  if (luhn && run.size != 16) return match_of(runs, 1);
  const Context context = context_of(s, run.begin, run.end());
  if (context.verdict == Verdict::needs_fold) return {Verdict::needs_fold, PiiKind::pan, {}, {}};
  const bool card = luhn ? (context.hints & kSpanIdHint) == 0 : (context.hints & kCardHint) != 0;
  return card ? match_of(runs, 1) : Match{};
}

}  // namespace

Match find_pan(const Subject& s, const Runs& runs) noexcept {
  if (runs[0].size >= kMinDigits) return find_bare(s, runs);
  return find_grouped(s, runs);
}

}  // namespace ratestack::redaction_detail
