// Rate sheets of lenders.
#include "native/http/lending/lending_handlers.hpp"
#include "native/http/routes/areas.hpp"
#include "native/http/routes/page_query.hpp"

namespace ratestack::http {
namespace {

constexpr std::string_view kIdempotent[] = {"IdempotencyKey"};
constexpr std::string_view kSheetTypes[] = {"text/csv", "application/json"};

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .pattern = "/v1/ratesheets",
     .id = "listRateSheets",
     .access = Access::needs(Capability::ratesheet_read),
     .summary = "Rate sheets, newest first: one's own, and those in force that are offered to one",
     .query = kPageQuery,
     .request_schema = "",
     .success_status = 200,
     .response_schema = "RateSheetPage",
     .response_type = "application/json",
     .handler = in_reads<list_sheets>},
    {.method = Method::post,
     .pattern = "/v1/ratesheets",
     .id = "uploadRateSheet",
     .access = Access::needs(Capability::ratesheet_activate),
     .summary = "Upload a sheet as a draft; one with faults is refused with all of them",
     .query = {},
     .request_schema = "NewRateSheet",
     .success_status = 201,
     .response_schema = "RateSheet",
     .response_type = "application/json",
     .handler = in_reads<upload_sheet>,
     .request_types = kSheetTypes,
     .headers = kIdempotent},
    {.method = Method::get,
     .pattern = "/v1/ratesheets/readers",
     .id = "getRateSheetReaders",
     .access = Access::needs(Capability::ratesheet_read),
     .summary = "The organisations that one's sheets in force are offered to",
     .query = {},
     .request_schema = "",
     .success_status = 200,
     .response_schema = "RateSheetReaders",
     .response_type = "application/json",
     .handler = in_reads<get_sheet_readers>},
    {.method = Method::put,
     .pattern = "/v1/ratesheets/readers",
     .id = "putRateSheetReaders",
     .access = Access::needs(Capability::ratesheet_activate),
     .summary = "Offer one's sheets in force to these organisations and no others",
     .query = {},
     .request_schema = "RateSheetReaders",
     .success_status = 200,
     .response_schema = "RateSheetReaders",
     .response_type = "application/json",
     .handler = in_reads<put_sheet_readers>},
    {.method = Method::get,
     .pattern = "/v1/ratesheets/{id}",
     .id = "getRateSheet",
     .access = Access::needs(Capability::ratesheet_read),
     .summary = "What a sheet is, without its text",
     .query = {},
     .request_schema = "",
     .success_status = 200,
     .response_schema = "RateSheet",
     .response_type = "application/json",
     .handler = in_reads<get_sheet>},
    {.method = Method::get,
     .pattern = "/v1/ratesheets/{id}/csv",
     .id = "getRateSheetCsv",
     .access = Access::needs(Capability::ratesheet_read),
     .summary = "A sheet as CSV",
     .query = {},
     .request_schema = "",
     .success_status = 200,
     .response_schema = "",
     .response_type = "text/csv",
     .handler = in_reads<get_sheet_csv>},
    {.method = Method::post,
     .pattern = "/v1/ratesheets/{id}/activate",
     .id = "activateRateSheet",
     .access = Access::needs(Capability::ratesheet_activate),
     .summary = "Put a sheet in force for each of its products",
     .query = {},
     .request_schema = "",
     .success_status = 200,
     .response_schema = "RateSheet",
     .response_type = "application/json",
     .handler = in_reads<activate_sheet>},
};

}  // namespace

std::span<const Route> rate_sheets_routes() noexcept { return kRoutes; }

}  // namespace ratestack::http
