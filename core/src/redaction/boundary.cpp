#include "redaction/characters.hpp"
#include "redaction/recognizers.hpp"

namespace ratestack::redaction_detail {

bool is_digit_or_label(const Subject& subject, std::size_t i) noexcept {
  const char c = subject.at(i);
  if (c != '[') return is_digit(c);
  const std::string_view rest = subject.text.substr(i + 1);
  for (const std::string_view start : {"REDACTED:", "PHONE:", "PAN:", "SSN:", "EMAIL:"}) {
    if (rest.substr(0, start.size()) == start) return true;
  }
  return false;
}

bool is_open_before(const Subject& subject, std::size_t i) noexcept {
  const char c = subject.previous(i);
  if (!is_alnum(c)) return true;
  const bool escape = c == 'n' || c == 't' || c == 'r' || c == 'b' || c == 'f';
  return escape && subject.previous(i, 2) == '\\';
}

bool is_open_behind(const Subject& subject, std::size_t i) noexcept { return !is_alnum(subject.at(i)); }

Match find_number(const Subject& subject, const Runs& runs) noexcept {
  if (is_digit(subject.previous(runs[0].begin))) return {};  // the middle of a run too long to be anything
  if (runs.dirty() && subject.form == Form::raw) return {Verdict::needs_fold, PiiKind::pan, {}, {}};
  Match match = find_pan(subject, runs);
  if (match.verdict == Verdict::none) match = find_phone(subject, runs);
  if (match.verdict == Verdict::none) match = find_ssn(subject, runs);
  return match;
}

}  // namespace ratestack::redaction_detail
