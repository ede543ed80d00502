#include "redaction/finder.hpp"

#include <algorithm>

#include "redaction/base64_token.hpp"
#include "redaction/block_events.hpp"
#include "redaction/characters.hpp"
#include "redaction/context.hpp"
#include "redaction/first_finding.hpp"
#include "redaction/fold_lead.hpp"
#include "redaction/fold_unit.hpp"
#include "redaction/recognizers.hpp"

namespace ratestack::redaction_detail {
namespace {

constexpr std::size_t kFoldBack = 512;  // what is folded before the first place that is decided again

// A line feed is part of nothing: what is folded need not reach beyond one.
std::size_t line_begin(std::string_view text, std::size_t at, std::size_t earliest) noexcept {
  while (at > earliest && text[at - 1] != '\n') --at;
  return at;
}

std::size_t line_end(std::string_view text, std::size_t at, std::size_t latest) noexcept {
  const std::size_t found = text.substr(0, latest).find('\n', at);
  return found == std::string_view::npos ? latest : found;
}

// What most brackets and backslashes are followed by settles that they stand for themselves.
bool is_plain_lead(char c, char next) noexcept {
  if (c == '\\') return next != 'u' && next != 'x' && next != '/';
  if (c == '[' || c == '(' || c == '{' || c == '<') {
    return lower(next) != 'a' && lower(next) != 'd' && next != '@' && next != '.' && next != ' ';
  }
  return false;
}

// The scanner cannot see beyond its block: whether a word is long enough is decided here, wherever blocks begin.
bool is_long_word(std::string_view text, std::size_t at) noexcept {
  if (text.size() - at < kMinTokenBytes) return false;
  const std::string_view head = text.substr(at, kMinTokenBytes);
  return std::all_of(head.begin(), head.end(), is_alnum);
}

}  // namespace

/// One walk over one form of the text: the raw bytes, or a folded stretch of them.
class Finder::Walk {
 public:
  Walk(Finder& finder, Subject& subject, Position& position, const Folded* folded, std::size_t folded_from)
      : finder_(finder), s_(subject), p_(position), folded_(folded), folded_from_(folded_from) {}

  void run(std::size_t stop) {
    stop_ = stop;
    while (p_.at < stop_) {
      if (p_.mode == Mode::within_number) {
        look_at_numbers();
      } else {
        look_at_block();
      }
    }
  }

 private:
  void look_at_block();
  bool look_at(std::size_t at);
  bool look_at_label(std::size_t at);
  bool look_at_email(std::size_t at);
  bool look_at_token(std::size_t at);
  bool fold_token(std::size_t at);
  bool report_token(const Token& token);
  void enter_number(std::size_t ninth_digit);
  void look_at_numbers();
  bool look_at_word_of(const Run& run);
  std::size_t look_at_number(const Runs& runs);
  void extend_to_address(Match& match) const;
  void report(const Match& match);
  void report(PiiKind kind, Span span, std::string_view value);
  void settle(std::size_t end);
  [[nodiscard]] std::size_t raw_end(std::size_t end) const noexcept;
  void fold_from(std::size_t at);
  void walk_folded(std::size_t from, std::size_t first, std::size_t last, std::size_t end);

  Finder& finder_;
  Subject& s_;
  Position& p_;
  const Folded* folded_;     // nullptr for raw bytes
  std::size_t folded_from_;  // the raw offset where the folded stretch begins
  std::size_t stop_ = 0;
  Block block_;
};

void Finder::Walk::look_at_block() {
  if (!block_.covers(p_.at)) block_ = Block(s_, p_.at);
  BlockEvents events(block_, s_, p_.at, stop_, p_.cluster_digits);
  for (std::size_t at = events.next(); at < events.end(); at = events.next()) {
    if (at == events.ninth_digit()) return enter_number(at);
    if (look_at(at)) return;
  }
  p_.at = events.end();
  p_.cluster_digits = events.digits_at_end();
}

// True if the walk goes on elsewhere: behind a match, or behind a folded stretch.
bool Finder::Walk::look_at(std::size_t at) {
  const char c = s_.text[at];
  if (c == '@') return look_at_email(at);
  if (is_token_char(c)) return look_at_token(at);
  if (c == '[' && look_at_label(at)) return true;
  if (s_.form == Form::folded || is_plain_lead(c, s_.at(at + 1)) || !calls_for_folding(s_.text, at)) return false;
  fold_from(at);
  return true;
}

// What a first pass decided, a second one takes as decided: it begins anew behind a label as behind a finding.
bool Finder::Walk::look_at_label(std::size_t at) {
  const std::size_t size = label_size(s_.text.substr(at));
  if (size == 0) return false;
  finder_.sink_.label(raw_end(at + size));
  settle(at + size);
  return true;
}

bool Finder::Walk::look_at_email(std::size_t at) {
  const char before = s_.previous(at);
  if (!is_any(before, kLocal) && before != '"' && !follows_hidden_word(s_, at)) return false;
  if (!is_any(s_.at(at + 1), kDomain | kFoldLead | kJoiner)) return false;
  const Match match = find_email(s_, at);
  if (match.verdict == Verdict::none) return false;
  if (match.verdict == Verdict::match) {
    report(match);
  } else {
    fold_from(at);
  }
  return true;
}

// A token begins where its alphabet does; or, behind a path or a name, with the letters that follow a sign.
bool Finder::Walk::look_at_token(std::size_t at) {
  if (finder_.depth_ == Depth::decoded) return false;
  const char before = s_.previous(at);
  if (s_.form == Form::raw && (before == '%' || before == '\\' || is_non_ascii(before))) return fold_token(at);
  if (!may_be_base64_text(s_.text, at)) return false;
  if (is_token_char(before) && !is_long_word(s_.text, at)) return false;
  // One word may have many such places: what is read for each is bounded, or a hostile one would be read many times
  // over.
  const std::size_t longest = is_token_char(before) ? kMaxInnerTokenBytes : kMaxTokenBytes;
  const std::size_t end = token_end(s_.text, at, longest);
  if (end - at > longest) return false;
  if (begins_folded_form(s_, end) || begins_bracketed_word(s_, end)) return fold_token(at);
  // What goes on in an address is one. What goes on in a label may have been no base64 before.
  const bool goes_on = s_.at(end) == '@' && find_email(s_, end).verdict != Verdict::none;
  if (goes_on || is_digit_or_label(s_, end)) return false;
  const auto token = decode_token(s_.text, {at, end});
  return token && report_token(*token);
}

bool Finder::Walk::fold_token(std::size_t at) {
  if (!is_long_word(s_.text, at)) return false;
  fold_from(at);
  return true;
}

bool Finder::Walk::report_token(const Token& token) {
  // Only a number needs words beside it.
  const bool number = std::count_if(token.text.begin(), token.text.end(), is_digit) >= std::ptrdiff_t{kFewestDigits};
  const Context context = number ? context_of(s_, token.span.begin, token.span.end) : Context{};
  if (context.verdict == Verdict::needs_fold) {
    fold_from(token.span.begin);
    return true;
  }
  FirstFinding first;
  Subject decoded{.text = token.text, .hints = context.hints};
  Position position;
  Finder(first, Depth::decoded).run(decoded, position, decoded.text.size());
  if (first.any()) report(first.kind(), token.span, first.value());
  return first.any();
}

// Goes back to where the cluster begins whose ninth digit this is.
void Finder::Walk::enter_number(std::size_t ninth_digit) {
  std::size_t begin = ninth_digit;
  const std::size_t earliest = std::max(s_.floor, p_.examined);
  for (; begin > earliest && ninth_digit - begin < kReachBack; --begin) {
    const char c = s_.text[begin - 1];
    if (s_.form == Form::raw && (c == '%' || is_non_ascii(c))) return fold_from(begin - 1);
    if (!is_any(c, kDigit | kJoiner)) break;
  }
  p_ = {begin, 0, Mode::within_number, p_.examined};
}

void Finder::Walk::look_at_numbers() {
  Runs runs(s_, p_.at);
  while (!runs.empty()) {
    const std::size_t begin = runs[0].begin;
    p_.at = begin;
    if (begin >= stop_) return;
    if (look_at_word_of(runs[0])) return;
    if (!may_hold_number(s_, runs)) {
      runs.pop();
      continue;
    }
    const std::size_t end = look_at_number(runs);
    if (end == begin) {
      runs.pop();
    } else if (!runs.pop_until(end)) {
      return;
    }
  }
  p_ = {runs.end(), 0, Mode::scanning, runs.end()};
}

// Digits may begin base64 that goes on in letters behind their cluster, where the scanner would go on. No base64 of
// text begins with a sign; behind one, a word does (look_at_token).
bool Finder::Walk::look_at_word_of(const Run& run) {
  const char before = s_.previous(run.begin);
  if (is_alnum(before)) return false;
  std::size_t end = run.end();
  const std::size_t latest = is_token_char(before) ? end : run.begin + kMaxTokenBytes;
  while (end < latest && is_token_char(s_.at(end)) && !is_letter(s_.at(end))) ++end;
  return is_letter(s_.at(end)) && look_at_token(run.begin);
}

// The end of what is reported for the first run: the run's begin if that is nothing, npos if the walk goes on
// elsewhere.
std::size_t Finder::Walk::look_at_number(const Runs& runs) {
  Match match = find_number(s_, runs);
  if (match.verdict == Verdict::none) return runs[0].begin;
  if (match.verdict == Verdict::match) extend_to_address(match);
  if (match.verdict == Verdict::needs_fold) {
    fold_from(runs[0].begin);
    return std::string_view::npos;
  }
  report(match);
  return match.span.end;
}

// The number may be the local part of an address, or its beginning: then the address is what goes.
void Finder::Walk::extend_to_address(Match& match) const {
  std::size_t at = match.span.end;
  while (at - match.span.end < kReachBack / 2 && is_any(s_.at(at), kLocal) && !begins_folded_form(s_, at)) ++at;
  const bool hidden = begins_folded_form(s_, at) || begins_bracketed_word(s_, at);
  if (!hidden && s_.at(at) != '@') return;
  Match email = hidden ? Match{Verdict::needs_fold, PiiKind::email, {}, {}} : find_email(s_, at);
  if (email.verdict == Verdict::needs_fold) match.verdict = Verdict::needs_fold;
  if (email.verdict != Verdict::match || email.span.begin >= match.span.end) return;
  email.span.begin = std::min(email.span.begin, match.span.begin);
  match = email;
}

void Finder::Walk::report(const Match& match) {
  report(match.kind, match.span, s_.text.substr(match.value.begin, match.value.end - match.value.begin));
}

void Finder::Walk::report(PiiKind kind, Span span, std::string_view value) {
  const std::size_t begin = folded_ == nullptr ? span.begin : folded_from_ + folded_->raw_begin(span.begin);
  finder_.sink_.found({kind, begin, raw_end(span.end), value});
  settle(span.end);
}

void Finder::Walk::settle(std::size_t end) {
  s_.floor = end;
  s_.before = finder_.sink_.before();
  p_ = {end, 0, p_.mode, end};
}

std::size_t Finder::Walk::raw_end(std::size_t end) const noexcept {
  return folded_ == nullptr ? end : folded_from_ + folded_->raw_end(end);
}

// Decides a stretch of the line again, on its folded form: from far enough back for a number that `at` may be part of.
void Finder::Walk::fold_from(std::size_t at) {
  const std::size_t earliest = at - std::min(at - s_.floor, kReachBack + kFoldBack);
  const std::size_t from = line_begin(s_.text, at, earliest);
  const std::size_t first = std::max(from, at - std::min(at, kReachBack));
  const std::size_t size = s_.text.size();
  const std::size_t last = line_end(s_.text, at, std::min(size, at + kFoldStretch));
  std::size_t end = line_end(s_.text, last, std::min(size, last + kReachAhead));
  while (end < size && end - last < kReachAhead + kMaxTokenBytes && is_token_char(s_.text[end])) ++end;
  walk_folded(from, first, last, end);
}

void Finder::Walk::walk_folded(std::size_t from, std::size_t first, std::size_t last, std::size_t end) {
  if (!finder_.folded_) finder_.folded_ = std::make_unique<Folded>();
  Folded& folded = *finder_.folded_;
  folded.assign(s_.text.substr(from, end - from));
  Subject stretch{.text = folded.text(), .form = Form::folded, .hints = s_.hints};
  if (from == s_.floor) stretch.before = s_.before;
  Position position{.at = folded.index_of(first - from)};
  Walk(finder_, stretch, position, &folded, from).run(folded.index_of(last - from));
  if (stretch.floor > 0) {
    s_.floor = from + folded.raw_end(stretch.floor);
    s_.before = stretch.before;
  }
  const std::size_t examined = from + folded.raw_begin(position.examined);
  p_ = {std::max({last, s_.floor, from + folded.raw_begin(position.at)}), position.cluster_digits, position.mode,
        examined};
}

void Finder::run(Subject& subject, Position& position, std::size_t stop) {
  Walk(*this, subject, position, nullptr, 0).run(stop);
}

}  // namespace ratestack::redaction_detail
