// The columns that lists filter by, held against the row that they speak of. The text alone is hashed: whoever edits a
// column hides a row from a list without breaking the chain, so verification compares them.
#pragma once

#include <optional>
#include <string_view>

#include "native/service/store.hpp"

namespace ratestack::service {

/// The name of the first column that does not say what the row's text says. `text` is a faultless row.
[[nodiscard]] std::optional<std::string_view> column_that_differs(const SearchColumns& columns, std::string_view text);

}  // namespace ratestack::service
