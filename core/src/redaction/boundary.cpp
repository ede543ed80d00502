#include <algorithm>

#include "redaction/characters.hpp"
#include "redaction/fold_lead.hpp"
#include "redaction/recognizers.hpp"

namespace ratestack::redaction_detail {

namespace {

constexpr std::size_t kLongestLabel = 24;  // [EMAIL:<16 hex>]

bool is_kind(std::string_view name) noexcept {
  return std::any_of(kPiiKinds.begin(), kPiiKinds.end(), [&](PiiKind kind) { return to_string(kind) == name; });
}

bool all_of(std::string_view text, std::size_t size, bool (*rule)(char)) noexcept {
  return text.size() == size && std::all_of(text.begin(), text.end(), rule);
}

// Between the brackets: REDACTED:<kind>, REDACTED:PAN:<last four>, <kind>:<16 hex>.
bool is_whole_label(std::string_view body) noexcept {
  constexpr std::string_view kRedacted = "REDACTED:", kLastFour = "PAN:";
  if (body.substr(0, kRedacted.size()) == kRedacted) {
    body.remove_prefix(kRedacted.size());
    if (is_kind(body)) return true;
    return body.substr(0, kLastFour.size()) == kLastFour &&
           all_of(body.substr(kLastFour.size()), 4, [](char c) { return is_digit(c); });
  }
  const std::size_t colon = body.find(':');
  return colon != std::string_view::npos && is_kind(body.substr(0, colon)) &&
         all_of(body.substr(colon + 1), 16, [](char c) { return is_hex(c); });
}

}  // namespace

std::size_t label_size(std::string_view text) noexcept {
  if (text.empty() || text.front() != '[' || !is_label_text(text.substr(1))) return 0;
  const std::size_t end = text.substr(0, kLongestLabel).find(']');
  return end != std::string_view::npos && is_whole_label(text.substr(1, end - 1)) ? end + 1 : 0;
}

bool is_label_text(std::string_view text) noexcept {
  for (const std::string_view start : {"REDACTED:", "PHONE:", "PAN:", "SSN:", "EMAIL:"}) {
    if (text.substr(0, start.size()) == start) return true;
  }
  return false;
}

bool is_digit_or_label(const Subject& subject, std::size_t i) noexcept {
  const char c = subject.at(i);
  return is_digit(c) || (c == '[' && is_label_text(subject.text.substr(i + 1)));
}

bool is_open_before(const Subject& subject, std::size_t i) noexcept {
  const char c = subject.previous(i);
  if (!is_alnum(c)) return true;
  const bool escape = c == 'n' || c == 't' || c == 'r' || c == 'b' || c == 'f';
  return escape && subject.previous(i, 2) == '\\';
}

bool is_open_behind(const Subject& subject, std::size_t i) noexcept { return !is_alnum(subject.at(i)); }

bool is_part_of_float(const Subject& s, std::size_t begin, std::size_t end) noexcept {
  if (s.previous(begin) == '.' && is_digit(s.previous(begin, 2))) return true;
  if (s.at(end) != '.' || !is_digit_or_label(s, end + 1)) return false;
  std::size_t i = end + 1;
  for (int zeros = 0; zeros < 4 && s.at(i) == '0'; ++zeros) ++i;
  return is_digit_or_label(s, i) || i == end + 1;
}

namespace {

// RFC 9562 section 4: 8-4-4-4-12 hex digits.
constexpr std::string_view kUuidForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

bool is_uuid_at(const Subject& s, std::size_t i) noexcept {
  for (std::size_t k = 0; k < kUuidForm.size(); ++k) {
    const char c = s.at(i + k);
    if (kUuidForm[k] == '-' ? c != '-' : !is_hex(c)) return false;
  }
  return true;
}

constexpr std::size_t kFewestBareDigits = 9;

// Groups of a UUID can hold decimal digits alone, and two of them look like many numbers.
bool is_within_uuid(const Subject& s, std::size_t at) noexcept {
  const std::size_t farthest = std::min(at - s.floor, kUuidForm.size() - 1);
  for (std::size_t back = 0; back <= farthest; ++back) {
    const std::size_t i = at - back;
    if (s.at(i + 8) == '-' && s.at(i + 13) == '-' && is_uuid_at(s, i)) return true;
  }
  return false;
}

// The sizes of the first groups settle most of what logs and sums hold: no number is written so. Behind a plus, and as
// an international prefix, all are.
bool may_begin_number(const Subject& s, const Runs& runs) noexcept {
  const Run& run = runs[0];
  const char before = s.previous(run.begin);
  if (before == '+' || before == '(') return true;
  const char* const digits = s.text.data() + run.begin;
  if (run.size >= 2 && digits[0] == '0' && digits[1] <= '1') return true;
  const std::uint64_t second = runs.shape() >> 4 & 0xF;
  const std::uint64_t third = runs.shape() >> 8 & 0xF;
  switch (run.size) {
    case 1:  // the 1 before an area code
      return digits[0] == '1' && second == 3 && (third == 3 || third == 7);
    case 3:  // a phone, an SSN
      return second == 7 || (third == 4 && (second == 3 || second == 2));
    case 4:  // from here to 8, cards
      return second >= 4 && second <= 6;
    case 6:
      return second == 10 || second == 13;
    case 8:
      return second == 8;
    default:
      return run.size >= kFewestBareDigits;
  }
}

// The commonest long numbers of logs, settled by a look: from ten digits on, one that begins with 1 is an epoch, unless
// it has the eleven digits of a phone or the fifteen of a card; behind a plus it may be anything.
bool is_count_or_time(const Subject& s, const Run& run) noexcept {
  const bool long_enough = run.size == 10 || (run.size > 11 && run.size != 15);
  return long_enough && s.text[run.begin] == '1' && s.previous(run.begin) != '+';
}

bool follows_percent_escape(const Subject& s, std::size_t i) noexcept {
  return i >= s.floor + 3 && s.text[i - 3] == '%' && begins_folded_form(s, i - 3);
}

// Whether what stands before a number, beyond a few signs, is not what it seems. Other forms were folded when they
// were passed: they call for it themselves.
bool hides_before(const Subject& s, std::size_t begin) noexcept {
  constexpr std::size_t kSigns = 4;
  for (std::size_t i = begin; i > s.floor && begin - i <= kSigns; --i) {
    const char c = s.text[i - 1];
    const bool escape = c == '\\' || (i < begin && is_letter(c) && s.previous(i, 2) == '\\');
    if (escape || is_non_ascii(c) || follows_hidden_word(s, i) || follows_percent_escape(s, i)) return true;
    if (!is_any(c, kJoiner) && c != ':' && c != ',') return false;
  }
  return false;
}

// One result after the other is looked at and left: a Match that is only passed on costs more than what found it.
Match find_any(const Subject& subject, const Runs& runs) noexcept {
  if (const Match pan = find_pan(subject, runs); pan.verdict != Verdict::none) return pan;
  if (const Match phone = find_phone(subject, runs); phone.verdict != Verdict::none) return phone;
  return find_ssn(subject, runs);
}

}  // namespace

bool may_hold_number(const Subject& subject, const Runs& runs) noexcept {
  const Run& first = runs[0];
  if (is_digit(subject.previous(first.begin))) return false;  // the middle of a run too long to be anything
  if (runs.dirty() && subject.form == Form::raw) return true;
  return may_begin_number(subject, runs) && !is_count_or_time(subject, first);
}

Match find_number(const Subject& subject, const Runs& runs) noexcept {
  if (subject.form == Form::raw && (runs.dirty() || hides_before(subject, runs[0].begin))) {
    return {Verdict::needs_fold, PiiKind::pan, {}, {}};
  }
  const Match match = find_any(subject, runs);
  if (match.verdict == Verdict::match && is_within_uuid(subject, runs[0].begin)) return {};
  return match;
}

}  // namespace ratestack::redaction_detail
