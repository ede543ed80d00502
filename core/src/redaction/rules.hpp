#pragma once

#include "ratestack/redaction/pii_redactor.hpp"
#include "redaction/label.hpp"

namespace ratestack {

struct PiiRedactor::Rules {
  redaction_detail::Labels labels;
};

}  // namespace ratestack
