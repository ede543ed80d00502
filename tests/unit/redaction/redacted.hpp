// What the tests call: text in, redacted text out.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/redaction/pii_redactor.hpp"

namespace ratestack::test {

inline std::string redacted(std::string_view text) {
  static const PiiRedactor redactor;
  std::string out(text);
  redactor.redact(out);
  return out;
}

/// The output, or the error's message.
inline std::string redacted_json(std::string_view text) {
  static const PiiRedactor redactor;
  std::string out(text);
  const Result<PiiCounts> counts = redactor.redact_json(out);
  return counts ? out : counts.error().message();
}

}  // namespace ratestack::test
