#include "native/service/redaction_report.hpp"

namespace ratestack::service {

std::string counts_json(const PiiCounts& counts) {
  std::string json;
  for (const PiiKind kind : kPiiKinds) {
    json += json.empty() ? "{\"" : ",\"";
    json += to_string(kind);
    json += "\":" + std::to_string(counts.of(kind));
  }
  return json + "}";
}

}  // namespace ratestack::service
