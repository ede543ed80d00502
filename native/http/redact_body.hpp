// The body of POST /v1/redact, from bytes to what is to be done: contract 3.14. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/result.hpp"
#include "ratestack/redaction/pii_redactor.hpp"

namespace ratestack::http {

enum class RedactInput { text, json };

struct RedactBody {
  RedactInput input = RedactInput::text;
  std::string content;  // the text itself, or the JSON value as the client wrote it
  RedactionMode mode = RedactionMode::label;
  std::vector<std::string> allowed;
};

/// {"text":...} or {"json":...}, and "mode" and "allow" where wanted. Numbers inside "json" are never read, so integers
/// beyond +-(2^53-1) are welcome there: they are kept as written, or found to be a card.
[[nodiscard]] Result<RedactBody> parse_redact_body(std::string_view body);

}  // namespace ratestack::http
