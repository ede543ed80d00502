// Moves the tables of the register from one store to another.
#pragma once

#include "native/service/store.hpp"

namespace ratestack::service {

/// Page by page; rows that a run before has brought over stay as they are. Errors: those of the stores; conflict where
/// a row of the target holds what is unique under another key.
Result<void> move_tables(Store& from, Store& to);

/// Whether every row of the target's table is, by its key, one of the source's. Reads both from end to end.
Result<bool> holds_no_other_rows(const MovedTable& table, Store& from, Store& to);

}  // namespace ratestack::service
