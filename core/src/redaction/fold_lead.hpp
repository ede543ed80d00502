// Whether a character of raw text begins a form that folding would change. Cheap: decides what is worth folding.
#pragma once

#include "redaction/characters.hpp"
#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

/// begins_folded_form where the character is one of kFoldLead.
[[nodiscard]] bool leads_folded_form(const Subject& subject, std::size_t i) noexcept;

/// `i` may be anything. False for folded text, where all is resolved.
[[nodiscard]] inline bool begins_folded_form(const Subject& subject, std::size_t i) noexcept {
  return subject.form == Form::raw && is_any(subject.at(i), kFoldLead) && leads_folded_form(subject, i);
}

/// The same for the end of a domain: a bracketed dot may follow, after a space or two.
[[nodiscard]] bool leads_bracketed_word(const Subject& subject, std::size_t i) noexcept;
[[nodiscard]] inline bool begins_bracketed_word(const Subject& subject, std::size_t i) noexcept {
  const char c = subject.at(i);
  if (subject.form == Form::folded || (c != ' ' && !is_any(c, kFoldLead))) return false;
  return leads_bracketed_word(subject, i);
}

/// Whether a bracketed word, with a space or two behind it, or an entity ends before `i`: what stands there is not what
/// it seems.
[[nodiscard]] bool follows_hidden_word(const Subject& subject, std::size_t i) noexcept;

}  // namespace ratestack::redaction_detail
