// What the recognizers look at: raw bytes, or a folded copy of them in which escapes and foreign forms are resolved.
#pragma once

#include <cstddef>
#include <string_view>

#include "ratestack/redaction/pii_kind.hpp"

namespace ratestack::redaction_detail {

/// Raw bytes may still hide characters in escapes and foreign forms: a recognizer that meets one answers `needs_fold`.
enum class Form : std::uint8_t { raw, folded };

/// Words beside a number that say what it is, as bits.
using Hints = unsigned;
inline constexpr Hints kPhoneHint = 1;
inline constexpr Hints kSsnHint = 2;
inline constexpr Hints kCardHint = 4;    // a field named for a card number: Luhn is not asked for
inline constexpr Hints kSpanIdHint = 8;  // a field that holds sixteen hex digits, which may all be decimal

struct Subject {
  std::string_view text;
  std::size_t floor = 0;      // what stands before it is decided: no match begins there
  std::string_view before{};  // the redacted text up to `floor`, as much as there is
  Form form = Form::raw;
  Hints hints = 0;  // from the names of the JSON members that hold this text

  /// The character at `i`; a line feed, which is part of nothing, past the end.
  [[nodiscard]] char at(std::size_t i) const noexcept { return i < text.size() ? text[i] : '\n'; }
  /// The character before `i`, as it will stand in the output: that is what makes redacting twice the same as once.
  [[nodiscard]] char previous(std::size_t i) const noexcept {
    if (i > floor) return text[i - 1];
    return before.empty() ? '\n' : before.back();
  }
  [[nodiscard]] char previous(std::size_t i, std::size_t steps) const noexcept {
    if (i >= floor + steps) return text[i - steps];
    const std::size_t back = steps - (i - floor);
    return back <= before.size() ? before[before.size() - back] : '\n';
  }
};

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

enum class Verdict : std::uint8_t { none, match, needs_fold };

struct Match {
  Verdict verdict = Verdict::none;
  PiiKind kind = PiiKind::email;
  Span span;   // what is replaced
  Span value;  // what identifies the person: without extension, brackets or trailing fraction
};

/// The longest way that any recognizer looks ahead of where a match begins, and back for its context.
inline constexpr std::size_t kReachAhead = 2560;
inline constexpr std::size_t kReachBack = 256;

}  // namespace ratestack::redaction_detail
