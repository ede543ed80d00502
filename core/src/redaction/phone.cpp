// Telephone numbers: the North American plan (NANP) as it is written there, and E.164 with '+' or an international
// prefix.
#include <algorithm>

#include "redaction/characters.hpp"
#include "redaction/context.hpp"
#include "redaction/country_code.hpp"
#include "redaction/fold_lead.hpp"
#include "redaction/recognizers.hpp"

namespace ratestack::redaction_detail {
namespace {

constexpr std::size_t kMaxE164Digits = 15;  // ITU-T E.164 section 6
constexpr std::size_t kMinPlusDigits = 9;  // country code included; shorter ones are more often an amount with its sign
constexpr std::size_t kMinPrefixedDigits = 10;  // behind 00 or 011: shorter ones are more often padded with zeros
constexpr std::size_t kMaxPrefixedBare =
    15;  // prefix included, without separators: sixteen are a hex id of digits alone
constexpr std::size_t kMaxInternationalRuns = 10;
constexpr std::size_t kMaxExtensionDigits = 7;

constexpr std::uint64_t kShape334 = 0x433;

constexpr Match kNeedsFold{Verdict::needs_fold, PiiKind::phone, {}, {}};

// NANP numbering rules: NXX-NXX-XXXX with N 2 to 9, no N11, and no 9 in the middle of the area code (kept for
// expansion).
bool is_area(const char* p) noexcept { return p[0] >= '2' && p[1] != '9' && !(p[1] == '1' && p[2] == '1'); }
bool is_exchange(const char* p) noexcept { return p[0] >= '2' && !(p[1] == '1' && p[2] == '1'); }
bool is_nanp(const char* ten) noexcept { return is_area(ten) && is_exchange(ten + 3); }

std::size_t skip_spaces(const Subject& s, std::size_t i) noexcept {
  for (int spaces = 0; spaces < 2 && s.at(i) == ' '; ++spaces) ++i;
  return i;
}

// The end of "x", "ext", "ext.", "extension", "#", ";ext=" at `i`, or `i`.
std::size_t extension_mark_end(const Subject& s, std::size_t i) noexcept {
  const auto is_word = [&](std::size_t at, std::string_view word) {
    return std::equal(word.begin(), word.end(),
                      s.text.begin() + static_cast<std::ptrdiff_t>(std::min(at, s.text.size())),
                      s.text.begin() + static_cast<std::ptrdiff_t>(std::min(at + word.size(), s.text.size())),
                      [](char expected, char c) { return lower(c) == expected; });
  };
  for (const std::string_view mark : {";ext=", "extension", "ext.", "ext", "x", "#"}) {
    if (is_word(i, mark)) return i + mark.size();
  }
  return i;
}

// RFC 3966 `;ext=`, and what people write.
std::size_t end_with_extension(const Subject& s, std::size_t end) noexcept {
  std::size_t i = end;
  if (s.at(i) == ',') ++i;
  const std::size_t mark = skip_spaces(s, i);
  i = extension_mark_end(s, mark);
  if (i == mark) return end;
  if (s.at(i) == ':' || s.at(i) == '=') ++i;
  const std::size_t digits = skip_spaces(s, i);
  i = digits;
  while (i < digits + kMaxExtensionDigits && is_digit(s.at(i))) ++i;
  return i == digits || is_alnum(s.at(i)) ? end : i;
}

// Whether folding would change what may be an extension.
bool hides_extension(const Subject& s, std::size_t end) noexcept {
  constexpr std::size_t kLongestExtension = 24;
  for (std::size_t i = end; i < end + kLongestExtension; ++i) {
    if (begins_folded_form(s, i)) return true;
    if (!is_alnum(s.at(i)) && std::string_view(" ,.;:=#").find(s.at(i)) == std::string_view::npos) return false;
  }
  return false;
}

Match phone(const Subject& s, std::size_t begin, Span value) noexcept {
  if (hides_extension(s, value.end)) return kNeedsFold;
  return {Verdict::match, PiiKind::phone, {begin, end_with_extension(s, value.end)}, value};
}

std::size_t begin_with_bracket(const Subject& s, std::size_t begin) noexcept {
  return begin > s.floor && s.text[begin - 1] == '(' ? begin - 1 : begin;
}

// A version or an address goes on before a number whose groups are joined by dots.
bool goes_on_before(const Subject& s, const Run& run) noexcept {
  return run.gap == '.' && s.previous(run.begin) == '.' && is_digit(s.previous(run.begin, 2));
}

// 3-3-4, whatever separates them; `first` is the run of the area code.
Match find_nanp_groups(const Subject& s, const Runs& runs, std::size_t first) noexcept {
  if (runs.size() < first + 3 || ((runs.shape() >> (4 * first)) & 0xFFF) != kShape334) return {};
  const Run& area = runs[first];
  const Run& line = runs[first + 2];
  if (area.gap == kNoGap || runs[first + 1].gap == kNoGap) return {};
  if (!is_area(s.text.data() + area.begin) || !is_exchange(s.text.data() + runs[first + 1].begin)) return {};
  if (goes_on_before(s, runs[0])) return {};
  if (area.gap == '.' && (is_letter(s.previous(runs[0].begin)) || !is_open_before(s, runs[0].begin))) return {};
  const Span value{runs[0].begin, line.end()};
  return phone(s, begin_with_bracket(s, value.begin), value);
}

// (212)5551234, 212-5551234: seven digits together need the brackets, or they are as often something else.
Match find_nanp_pair(const Subject& s, const Runs& runs, std::size_t first) noexcept {
  if (runs.size() < first + 2 || ((runs.shape() >> (4 * first)) & 0xFF) != 0x73) return {};
  const Run& area = runs[first];
  if (area.gap != kWideGap || s.at(area.end()) != ')') return {};
  const char* const rest = s.text.data() + runs[first + 1].begin;
  if (!is_area(s.text.data() + area.begin) || !is_exchange(rest)) return {};
  const Span value{runs[0].begin, runs[first + 1].end()};
  return phone(s, begin_with_bracket(s, value.begin), value);
}

Match find_nanp(const Subject& s, const Runs& runs) noexcept {
  const bool trunk = runs[0].size == 1 && s.text[runs[0].begin] == '1' && runs[0].gap != kNoGap;
  const std::size_t first = trunk ? 1 : 0;
  if (const Match groups = find_nanp_groups(s, runs, first); groups.verdict != Verdict::none) return groups;
  return find_nanp_pair(s, runs, first);
}

// Ten digits, or eleven with the 1, are a phone only beside a word that says so.
Match find_bare(const Subject& s, const Run& run) noexcept {
  const char* const digits = s.text.data() + run.begin;
  if (run.size != 10 && (run.size != 11 || digits[0] != '1')) return {};
  if (!is_nanp(digits + (run.size - 10)) || !is_open_before(s, run.begin) || !is_open_behind(s, run.end())) return {};
  if (is_part_of_float(s, run.begin, run.end())) return {};
  const Match match = phone(s, run.begin, {run.begin, run.end()});
  if (match.verdict == Verdict::needs_fold) return kNeedsFold;
  const Context context = context_of(s, run.begin, match.span.end);
  if (context.verdict == Verdict::needs_fold) return kNeedsFold;
  return (context.hints & kPhoneHint) != 0 ? match : Match{};
}

// The digits of an international number, group by group, as far as E.164 allows.
struct International {
  std::array<char, kMaxE164Digits + 1> digits{};
  std::size_t size = 0;
  std::size_t end = 0;

  bool take(const Subject& s, std::size_t begin, std::size_t count) noexcept {
    if (size + count > kMaxE164Digits) return false;
    std::copy_n(s.text.data() + begin, count, digits.data() + size);
    size += count;
    end = begin + count;
    return true;
  }
};

// `skip` digits of the first run are the international prefix. "(0)" is not dialled from abroad, but may be written.
International read_international(const Subject& s, const Runs& runs, std::size_t skip) noexcept {
  International number;
  if (!number.take(s, runs[0].begin + skip, runs[0].size - skip)) return number;
  for (std::size_t i = 1; i < std::min(runs.size(), kMaxInternationalRuns); ++i) {
    const char gap = runs[i - 1].gap;
    if (gap == kNoGap || gap == '_' || gap == '+') break;
    if (number.size > 0 && number.digits[0] == '1' && number.size >= 11) break;
    // A group that goes on in letters belongs to a word or an address; what stands before it is a number all the same.
    if (is_alnum(s.at(runs[i].end()))) break;
    if (!number.take(s, runs[i].begin, runs[i].size)) break;
  }
  return number;
}

bool is_dialable(const International& number, std::size_t least) noexcept {
  if (number.size < least) return false;
  if (number.digits[0] == '1') return number.size == 11 && is_nanp(number.digits.data() + 1);
  return country_code_length({number.digits.data(), number.size}) != 0;
}

Match find_plus(const Subject& s, const Runs& runs) noexcept {
  std::size_t plus = runs[0].begin;
  if (s.previous(plus) == '(') --plus;
  if (plus <= s.floor || s.text[plus - 1] != '+') return {};
  --plus;
  // Inside base64, or a sum.
  if (is_alnum(s.previous(plus)) && !(s.previous(plus, 2) == '\\')) return {};
  const International number = read_international(s, runs, 0);
  if (!is_dialable(number, kMinPlusDigits) || is_digit(s.at(number.end))) return {};
  return phone(s, begin_with_bracket(s, plus), {runs[0].begin, number.end});
}

std::size_t international_prefix(const Subject& s, const Run& run) noexcept {
  const std::string_view digits = s.text.substr(run.begin, run.size);
  if (digits.substr(0, 2) == "00") return 2;
  return digits.substr(0, 3) == "011" ? 3 : 0;
}

bool is_joined_before(const Subject& s, std::size_t begin) noexcept {
  const char c = s.previous(begin);
  const bool joins = c == '-' || c == '.' || c == ':' || c == '/' || c == ',';
  return joins && is_alnum(s.previous(begin, 2));
}

Match find_prefixed(const Subject& s, const Runs& runs) noexcept {
  const std::size_t skip = international_prefix(s, runs[0]);
  if (skip == 0 || (runs[0].size == skip && runs[0].gap == kNoGap) || runs[0].size > kMaxPrefixedBare) return {};
  if (!is_open_before(s, runs[0].begin) || is_joined_before(s, runs[0].begin)) return {};
  const International number = read_international(s, runs, skip);
  if (!is_dialable(number, kMinPrefixedDigits) || is_alnum(s.at(number.end))) return {};
  return phone(s, runs[0].begin, {runs[0].begin + skip, number.end});
}

}  // namespace

Match find_phone(const Subject& s, const Runs& runs) noexcept {
  if (const Match plus = find_plus(s, runs); plus.verdict != Verdict::none) return plus;
  if (s.text[runs[0].begin] == '0') {
    if (const Match prefixed = find_prefixed(s, runs); prefixed.verdict != Verdict::none) return prefixed;
  }
  if (runs[0].size <= 3) return find_nanp(s, runs);
  return find_bare(s, runs[0]);
}

}  // namespace ratestack::redaction_detail
