// Errors of a store, and of what is asked of it, as one line that says what to do.
#pragma once

#include <string>

#include "ratestack/base/error.hpp"

namespace ratestack::cli {

/// `place` names the database. Total: an error that no case names keeps its own words.
[[nodiscard]] std::string explain_error(const Error& error, const std::string& place);

}  // namespace ratestack::cli
