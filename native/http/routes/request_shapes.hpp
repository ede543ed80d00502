// What requests of more than one area bring besides their path and query.
#pragma once

#include <string_view>

namespace ratestack::http {

inline constexpr std::string_view kIdempotent[] = {"IdempotencyKey"};
inline constexpr std::string_view kSheetTypes[] = {"text/csv", "application/json"};

}  // namespace ratestack::http
