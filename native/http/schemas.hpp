// Every schema of the API, in one place: the `components` of the OpenAPI document.
#pragma once

#include <string_view>
#include <vector>

#include "ratestack/encoding/json.hpp"

namespace ratestack::http {

[[nodiscard]] JsonObject openapi_components();
/// The text of each area of schemas/. No two name the same schema.
[[nodiscard]] std::vector<std::string_view> schema_areas();
/// Whether routes may name it.
[[nodiscard]] bool has_schema(std::string_view name);

}  // namespace ratestack::http
