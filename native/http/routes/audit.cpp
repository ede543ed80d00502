// The audit log: append, read, verify, export.
#include "native/http/handlers.hpp"
#include "native/http/routes/areas.hpp"
#include "native/http/routes/page_query.hpp"
#include "native/http/routes/request_shapes.hpp"

namespace ratestack::http {
namespace {

constexpr QueryParameter kListQuery[] = {
    {"org_id", "OrgId", "Rows acting as this organisation; a tenant sees its own alone"},
    {"actor", "ActorId", "Rows of this actor"},
    {"action", "Action", "Rows of this action"},
    {"correlation_id", "CorrelationId", "Rows of this request"},
    {"from", "Time", "Rows that occurred at this time or later"},
    {"to", "Time", "Rows that occurred before this time"},
    {"limit", "Limit", "Rows a page"},
    kCursorParameter,
};

constexpr QueryParameter kCountQuery[] = {
    {"org_id", "OrgId", "Rows acting as this organisation; a tenant counts its own alone"},
    {"actions", "Actions", "What is counted: up to 16 actions with commas between them"},
    {"step", "CountStep", "What is counted together: 60 minutes or 24 hours, the first of them from `from` on"},
    {"from", "Time", "Events that occurred at this time or later; at most 2,400 steps before `to`"},
    {"to", "Time", "Events that occurred before this time; now where absent"},
};

constexpr QueryParameter kVerifyQuery[] = {
    {"log", "VerifyLog", "Which log"},
    {"from", "RowId", "First row id"},
    {"to", "RowId", "Last row id; the head where absent"},
};

constexpr QueryParameter kExportQuery[] = {
    {"log", "ExportLog", "Which log"},
    {"org_id", "OrgId", "One organisation's chain; a tenant gets its own"},
    {"from", "RowId", "First row id"},
    {"to", "RowId", "Last row id; the head where absent"},
};

constexpr Route kRoutes[] = {
    {.method = Method::post,
     .pattern = "/v1/audit/events",
     .id = "appendAuditEvents",
     .access = Access::any_credential(),
     .summary = "Append one event, or up to 1,000 that commit together",
     .query = {},
     .request_schema = "NewEvents",
     .success_status = 201,
     .response_schema = "AppendedEvents",
     .response_type = "application/json",
     .handler = append_events,
     .headers = kIdempotent},
    {.method = Method::get,
     .pattern = "/v1/audit/events",
     .id = "listAuditEvents",
     .access = Access::needs(Capability::audit_read),
     .summary = "Rows of the audit log, newest first",
     .query = kListQuery,
     .request_schema = "",
     .success_status = 200,
     .response_schema = "RowPage",
     .response_type = "application/json",
     .handler = list_events},
    {.method = Method::get,
     .pattern = "/v1/audit/counts",
     .id = "countAuditEvents",
     .access = Access::needs(Capability::audit_read),
     .summary = "How many events of each action in each hour or day",
     .query = kCountQuery,
     .request_schema = "",
     .success_status = 200,
     .response_schema = "EventCounts",
     .response_type = "application/json",
     .handler = count_events},
    {.method = Method::get,
     .pattern = "/v1/admin/audit/verify",
     .id = "verifyAuditLog",
     .access = Access::needs(Capability::audit_read),
     .summary = "Check the chain now; a broken log answers 200 with its first break",
     .query = kVerifyQuery,
     .request_schema = "",
     .success_status = 200,
     .response_schema = "Verdict",
     .response_type = "application/json",
     .handler = verify_audit},
    {.method = Method::get,
     .pattern = "/v1/admin/audit/export",
     .id = "exportAuditLog",
     .access = Access::needs(Capability::audit_read),
     .summary = "Download rows for offline verification",
     .query = kExportQuery,
     .request_schema = "",
     .success_status = 200,
     .response_schema = "",
     .response_type = "application/x-ndjson",
     .handler = export_audit},
};

}  // namespace

std::span<const Route> audit_routes() noexcept { return kRoutes; }

}  // namespace ratestack::http
