// What a text or a URL is checked for before it goes anywhere.
#include "native/http/handlers.hpp"
#include "native/http/routes/areas.hpp"

namespace ratestack::http {
namespace {

constexpr Route kRoutes[] = {
    {.method = Method::post,
     .pattern = "/v1/redact",
     .id = "redact",
     .access = Access::any_credential(),
     .summary = "Take e-mail addresses, phone numbers, SSNs and card numbers out of a text or a JSON value",
     .query = {},
     .request_schema = "RedactRequest",
     .success_status = 200,
     .response_schema = "Redacted",
     .response_type = "application/json",
     .handler = redact_body},
    {.method = Method::post,
     .pattern = "/v1/url/validate",
     .id = "validateUrl",
     .access = Access::needs(Capability::integration_manage),
     .summary = "Say whether a service may call a URL; a refusal is an answer, and is recorded",
     .query = {},
     .request_schema = "UrlQuestion",
     .success_status = 200,
     .response_schema = "UrlVerdict",
     .response_type = "application/json",
     .handler = validate_url},
    {.method = Method::post,
     .pattern = "/internal/v1/url/refusals",
     .id = "recordUrlRefusal",
     .access = Access::service_for_person(),
     .summary = "Record that the portal refused a URL of a person's",
     .query = {},
     .request_schema = "UrlRefusal",
     .success_status = 204,
     .response_schema = "",
     .response_type = "",
     .handler = record_edge_refusal},
};

}  // namespace

std::span<const Route> safety_routes() noexcept { return kRoutes; }

}  // namespace ratestack::http
