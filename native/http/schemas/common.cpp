// What schemas of every area refer to.
#include "native/http/schemas/areas.hpp"

namespace ratestack::http {

std::string_view common_schemas() noexcept {
  return R"json({
  "Id": {"type": "string"},
  "OrgId": {"type": "string", "pattern": "^org_[0-7][0-9A-HJKMNP-TV-Z]{25}$"},
  "CorrelationId": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,128}$"},
  "Time": {"type": "string", "format": "date-time"},
  "Limit": {"type": "integer", "minimum": 1, "maximum": 500, "default": 50},
  "Cursor": {"type": "string"},
  "Problem": {"type": "object", "required": ["type", "title", "status", "code", "detail", "correlation_id"],
    "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "code": {"type": "string"},
      "detail": {"type": "string"}, "correlation_id": {"$ref": "#/components/schemas/CorrelationId"}, "pointer": {"type": "string"},
      "parameter": {"type": "string"}, "offset": {"type": "integer"}, "limit": {"type": "integer"}, "capability": {"type": "string"}, "reason": {"type": "string"}}}
})json";
}

}  // namespace ratestack::http
