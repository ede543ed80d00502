#include "redaction/fold_lead.hpp"

namespace ratestack::redaction_detail {
namespace {

bool begins_entity(const Subject& s, std::size_t i) noexcept {
  const char next = s.at(i + 1);
  if (next == '#') return is_hex(s.at(i + 2)) || lower(s.at(i + 2)) == 'x';
  return is_letter(next) && is_letter(s.at(i + 2)) && is_letter(s.at(i + 3));
}

// A bracket around at, dot, @ or a dot itself: "[at]", "( dot )", "[.]".
bool begins_bracket(const Subject& s, std::size_t i) noexcept {
  const char next = lower(s.at(s.at(i + 1) == ' ' ? i + 2 : i + 1));
  return next == 'a' || next == 'd' || next == '@' || next == '.';
}

}  // namespace

bool leads_folded_form(const Subject& s, std::size_t i) noexcept {
  switch (s.at(i)) {
    case '%':
      return is_hex(s.at(i + 1)) && is_hex(s.at(i + 2));
    case '\\':
      return s.at(i + 1) == 'u' || s.at(i + 1) == 'x' || s.at(i + 1) == '\\' || s.at(i + 1) == '/';
    case '&':
      return begins_entity(s, i);
    case '[':
    case '(':
    case '{':
    case '<':
      return begins_bracket(s, i);
    default:
      return true;  // not ASCII
  }
}

bool leads_bracketed_word(const Subject& s, std::size_t i) noexcept {
  for (int spaces = 0; spaces < 2 && s.at(i) == ' '; ++spaces) ++i;
  const char c = s.at(i);
  return (c == '[' || c == '(' || c == '{' || c == '<') && begins_bracket(s, i);
}

namespace {

bool follows_bracketed_word(const Subject& s, std::size_t i) noexcept {
  const auto before = [&] { return i > s.floor ? s.text[i - 1] : '\n'; };
  for (int spaces = 0; spaces < 2 && before() == ' '; ++spaces) --i;
  const char closing = before();
  if (closing != ']' && closing != ')' && closing != '}' && closing != '>') return false;
  --i;
  if (before() == ' ') --i;
  const char last = lower(before());
  return last == 't' || last == '.' || last == '@';
}

bool follows_entity(const Subject& s, std::size_t i) noexcept {
  constexpr std::size_t kLongestEntity = 12;  // &#x0010FFFF;
  if (i <= s.floor || s.text[i - 1] != ';') return false;
  std::size_t begin = i - 1;
  while (begin > s.floor && i - begin < kLongestEntity && (is_alnum(s.text[begin - 1]) || s.text[begin - 1] == '#')) {
    --begin;
  }
  return begin > s.floor && s.text[begin - 1] == '&';
}

}  // namespace

bool follows_hidden_word(const Subject& s, std::size_t i) noexcept {
  return s.form == Form::raw && (follows_bracketed_word(s, i) || follows_entity(s, i));
}

}  // namespace ratestack::redaction_detail
