// Whether a character of raw text begins a form that folding would change. Cheap: decides what is worth folding.
#pragma once

#include "redaction/characters.hpp"
#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

/// `i` may be anything. False for folded text, where all is resolved.
[[nodiscard]] bool begins_folded_form(const Subject& subject, std::size_t i) noexcept;

/// As above, for the end of a domain: a bracketed dot may follow, after a space or two.
[[nodiscard]] bool begins_bracketed_word(const Subject& subject, std::size_t i) noexcept;

}  // namespace ratestack::redaction_detail
