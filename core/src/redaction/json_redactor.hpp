#pragma once

#include <string>

#include "ratestack/redaction/pii_redactor.hpp"
#include "redaction/label.hpp"

namespace ratestack::redaction_detail {

/// PiiRedactor::redact_json.
[[nodiscard]] Result<PiiCounts> redact_json(std::string& text, const Labels& labels);

}  // namespace ratestack::redaction_detail
