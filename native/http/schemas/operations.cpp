// Health, readiness, and the OpenAPI document itself.
#include "native/http/schemas/areas.hpp"

namespace ratestack::http {

std::string_view operations_schemas() noexcept {
  return R"json({
  "Health": {"type": "object", "required": ["status"], "properties": {"status": {"const": "ok"}}},
  "Readiness": {"type": "object", "required": ["status", "checks"], "properties": {"status": {"const": "ready"},
    "checks": {"type": "object", "additionalProperties": {"type": "string"}}}},
  "OpenApi": {"type": "object", "required": ["openapi", "info", "paths"]}
})json";
}

}  // namespace ratestack::http
