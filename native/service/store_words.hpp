// A store's errors as one line that says what to do.
#pragma once

#include <string>

#include "native/service/store_error.hpp"

namespace ratestack::service {

/// `place` names the database. Total: an error of another kind keeps its own words.
[[nodiscard]] std::string explain_store_error(const Error& error, const std::string& place);

}  // namespace ratestack::service
