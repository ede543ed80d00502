// One recognizer a kind. Each looks at one place and decides at once, reading at most kReachAhead ahead and kReachBack
// back, so that the same place is decided alike however the text was cut.
#pragma once

#include "redaction/runs.hpp"
#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

/// An e-mail address around the '@' at `at` (RFC 5321, RFC 5322 addr-spec, RFC 6531).
[[nodiscard]] Match find_email(const Subject& subject, std::size_t at) noexcept;

/// What begins with the first run of `runs`, which is not empty.
[[nodiscard]] Match find_pan(const Subject& subject, const Runs& runs) noexcept;
[[nodiscard]] Match find_ssn(const Subject& subject, const Runs& runs) noexcept;
[[nodiscard]] Match find_phone(const Subject& subject, const Runs& runs) noexcept;

/// Whether the first run is worth asking find_number for: settles most of them.
[[nodiscard]] bool may_hold_number(const Subject& subject, const Runs& runs) noexcept;

/// All three, the longest form first. Only where may_hold_number says so.
[[nodiscard]] Match find_number(const Subject& subject, const Runs& runs) noexcept;

/// Whether this can follow the '[' of a label.
[[nodiscard]] bool is_label_text(std::string_view text) noexcept;
/// Bytes of the label that `text` begins with, brackets included; 0 where it begins with none, whole and well-formed.
[[nodiscard]] std::size_t label_size(std::string_view text) noexcept;

/// Whether `i` is a digit, or a label where digits stood before: a decision against a match that rests on more digits
/// behind it must not change once these are redacted themselves.
[[nodiscard]] bool is_digit_or_label(const Subject& subject, std::size_t i) noexcept;

/// Whether a number may begin at `i` or end before it where nothing but its own digits marks it: no letter and no digit
/// beside it, except the letter of an escape (`\t`).
[[nodiscard]] bool is_open_before(const Subject& subject, std::size_t i) noexcept;
[[nodiscard]] bool is_open_behind(const Subject& subject, std::size_t i) noexcept;

/// Whether the bare digits from `begin` to `end` are one side of a decimal fraction. A whole number written as a float
/// keeps its meaning: 4111111111111111.0 is a card.
[[nodiscard]] bool is_part_of_float(const Subject& subject, std::size_t begin, std::size_t end) noexcept;

}  // namespace ratestack::redaction_detail
