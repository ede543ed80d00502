#include "ratestack/lending/sheet_fault.hpp"

#include <array>

namespace ratestack {
namespace {

// In the order of the enum.
constexpr std::array<std::string_view, 37> kNames{"text_too_large",
                                                  "malformed_csv",
                                                  "malformed_json",
                                                  "invalid_text",
                                                  "wrong_type",
                                                  "unknown_member",
                                                  "missing_member",
                                                  "unsupported_version",
                                                  "missing_header",
                                                  "missing_rates",
                                                  "misplaced_row",
                                                  "missing_cell",
                                                  "surplus_cell",
                                                  "too_many_cells",
                                                  "too_many_products",
                                                  "too_many_tables",
                                                  "bad_name",
                                                  "bad_product",
                                                  "malformed_number",
                                                  "too_precise",
                                                  "out_of_range",
                                                  "lock_days_not_ascending",
                                                  "inconsistent_lock_days",
                                                  "rate_not_ascending",
                                                  "duplicate_cell",
                                                  "unknown_table_kind",
                                                  "duplicate_table",
                                                  "missing_columns",
                                                  "empty_table",
                                                  "malformed_band",
                                                  "band_overlap",
                                                  "band_gap",
                                                  "unknown_state",
                                                  "unknown_occupancy",
                                                  "unknown_purpose",
                                                  "unknown_product",
                                                  "unknown_scope"};
static_assert(static_cast<std::size_t>(SheetFaultCode::unknown_scope) + 1 == kNames.size());

}  // namespace

std::string_view to_string(SheetFaultCode code) noexcept { return kNames[static_cast<std::size_t>(code)]; }

}  // namespace ratestack
