// The words beside a number that say what it is.
#pragma once

#include <string_view>

#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

struct Context {
  Hints hints = 0;
  Verdict verdict = Verdict::none;  // needs_fold: a form stands in the way that folding would change
};

/// Hints from up to 48 characters before `i` in the same field (a bracket, a semicolon or the comma before the next
/// quoted field ends it), from the first word behind `end`, and from the subject itself.
[[nodiscard]] Context context_of(const Subject& subject, std::size_t i, std::size_t end) noexcept;

/// Hints in a name or a phrase: "phoneNumber", "ssn", "Tax ID".
[[nodiscard]] Hints hints_in(std::string_view words) noexcept;

/// The same for the name of a JSON member, of which labels are no part: they stand for what gave no hint either.
[[nodiscard]] Hints hints_in_name(std::string_view name) noexcept;

}  // namespace ratestack::redaction_detail
