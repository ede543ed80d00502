#include <algorithm>

#include "redaction/characters.hpp"
#include "redaction/recognizers.hpp"

namespace ratestack::redaction_detail {

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

// Groups of a UUID can hold decimal digits alone, and two of them look like many numbers.
bool is_within_uuid(const Subject& s, std::size_t at) noexcept {
  const std::size_t farthest = std::min(at - s.floor, kUuidForm.size() - 1);
  for (std::size_t back = 0; back <= farthest; ++back) {
    const std::size_t i = at - back;
    if (s.at(i + 8) == '-' && s.at(i + 13) == '-' && is_uuid_at(s, i)) return true;
  }
  return false;
}

// One or two digits begin a number only behind a plus, as an international prefix, or as the 1 before an area code.
bool is_too_short(const Subject& s, const Run& run) noexcept {
  if (run.size > 2) return false;
  const char first = s.text[run.begin];
  const char before = s.previous(run.begin);
  return first != '0' && first != '1' && before != '+' && before != '(';
}

// The commonest long numbers of logs, settled by a look: from ten digits on, one that begins with 1 is an epoch, unless
// it has the eleven digits of a phone or the fifteen of a card; behind a plus it may be anything.
bool is_count_or_time(const Subject& s, const Run& run) noexcept {
  const bool long_enough = run.size == 10 || (run.size > 11 && run.size != 15);
  return long_enough && s.text[run.begin] == '1' && s.previous(run.begin) != '+';
}

}  // namespace

Match find_number(const Subject& subject, const Runs& runs) noexcept {
  const Run& first = runs[0];
  if (is_digit(subject.previous(first.begin))) return {};  // the middle of a run too long to be anything
  if (runs.dirty() && subject.form == Form::raw) return {Verdict::needs_fold, PiiKind::pan, {}, {}};
  if (is_too_short(subject, first) || is_count_or_time(subject, first)) return {};
  Match match = find_pan(subject, runs);
  if (match.verdict == Verdict::none) match = find_phone(subject, runs);
  if (match.verdict == Verdict::none) match = find_ssn(subject, runs);
  return match.verdict == Verdict::match && is_within_uuid(subject, first.begin) ? Match{} : match;
}

}  // namespace ratestack::redaction_detail
