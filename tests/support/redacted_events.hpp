// Events as the chain takes them, for tests that place rows without the writer.
#pragma once

#include <vector>

#include "native/service/event_redactor.hpp"

namespace ratestack::testing {

inline std::vector<service::RedactedEvent> redacted(std::vector<AuditEvent> events) {
  return service::EventRedactor().redact(std::move(events)).value();
}

}  // namespace ratestack::testing
