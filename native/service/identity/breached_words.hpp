// What is wrong with a file of stolen passwords, as a sentence that says what to do.
#pragma once

#include <string>

#include "ratestack/base/error.hpp"

namespace ratestack::service {

/// Errors of BreachedPasswords and of BreachedFilter::open.
[[nodiscard]] std::string explain_breached_error(const Error& error, const std::string& file);

}  // namespace ratestack::service
