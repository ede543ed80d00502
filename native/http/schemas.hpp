// Every schema of the API, in one place: the `components` of the OpenAPI document.
#pragma once

#include <string_view>

#include "ratestack/encoding/json.hpp"

namespace ratestack::http {

[[nodiscard]] JsonObject openapi_components();
/// Whether routes may name it.
[[nodiscard]] bool has_schema(std::string_view name);

}  // namespace ratestack::http
