#include "native/http/schemas.hpp"

#include <utility>

#include "native/http/schemas/areas.hpp"

namespace ratestack::http {
namespace {

// Everything of `components` but the schemas.
constexpr std::string_view kComponents = R"json({
"securitySchemes": {
  "apiKey": {"type": "http", "scheme": "bearer", "bearerFormat": "rsk_<env>_<key id>_<secret>"},
  "accessToken": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
  "internalToken": {"type": "apiKey", "in": "header", "name": "X-Internal-Token"}
},
"parameters": {
  "CorrelationId": {"name": "X-Correlation-Id", "in": "header", "description": "Kept in the answer, the log and the audit row; made where absent",
    "schema": {"$ref": "#/components/schemas/CorrelationId"}},
  "IdempotencyKey": {"name": "Idempotency-Key", "in": "header", "description": "A repeat with the same body gets the first answer again",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255}},
  "IfMatch": {"name": "If-Match", "in": "header", "description": "The entity tag of what is to be changed, as it was read; nothing changes where it is another by now",
    "schema": {"type": "string"}},
  "IfNoneMatch": {"name": "If-None-Match", "in": "header", "description": "The entity tag of what is known already; 304 where it is that still",
    "schema": {"type": "string"}}
},
"responses": {
  "Problem": {"description": "RFC 9457 problem details", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
}
})json";

}  // namespace

std::vector<std::string_view> schema_areas() {
  return {common_schemas(),  operations_schemas(),  audit_schemas(),   safety_schemas(),
          secrets_schemas(), sign_in_schemas(),     me_schemas(),      organisations_schemas(),
          loans_schemas(),   rate_sheets_schemas(), provider_schemas()};
}

JsonObject openapi_components() {
  JsonObject components = parse_json(kComponents).value().as_object();
  JsonObject& schemas = components["schemas"].emplace_object();
  for (const std::string_view area : schema_areas()) {
    JsonObject named = parse_json(area).value().as_object();
    for (auto& schema : named) schemas[schema.key()] = std::move(schema.value());
  }
  return components;
}

bool has_schema(std::string_view name) {
  return openapi_components().at("schemas").as_object().contains({name.data(), name.size()});
}

}  // namespace ratestack::http
