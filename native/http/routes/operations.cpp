// What the server says of itself: its health and its API.
#include "native/http/handlers.hpp"
#include "native/http/routes/areas.hpp"

namespace ratestack::http {
namespace {

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .pattern = "/healthz",
     .id = "getHealth",
     .access = Access::anyone(),
     .summary = "The process is alive",
     .query = {},
     .request_schema = "",
     .success_status = 200,
     .response_schema = "Health",
     .response_type = "application/json",
     .handler = get_health},
    {.method = Method::get,
     .pattern = "/readyz",
     .id = "getReadiness",
     .access = Access::anyone(),
     .summary = "The server can serve: its store answers and it takes writes",
     .query = {},
     .request_schema = "",
     .success_status = 200,
     .response_schema = "Readiness",
     .response_type = "application/json",
     .handler = get_readiness},
    {.method = Method::get,
     .pattern = "/v1/openapi.json",
     .id = "getOpenApi",
     .access = Access::anyone(),
     .summary = "This document",
     .query = {},
     .request_schema = "",
     .success_status = 200,
     .response_schema = "OpenApi",
     .response_type = "application/json",
     .handler = get_openapi},
};

}  // namespace

std::span<const Route> operations_routes() noexcept { return kRoutes; }

}  // namespace ratestack::http
