// The errors that nginx answers by itself, in the form that the API answers in (RFC 9457).
#pragma once

#include <string>

namespace ratestack::cli {

/// `error_page` directives and their locations, for one server block.
[[nodiscard]] std::string edge_problem_locations();

}  // namespace ratestack::cli
