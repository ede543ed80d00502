// The schemas of each area, as the text of a JSON object: name -> JSON Schema 2020-12. schemas.cpp joins them.
#pragma once

#include <string_view>

namespace ratestack::http {

[[nodiscard]] std::string_view common_schemas() noexcept;
[[nodiscard]] std::string_view operations_schemas() noexcept;
[[nodiscard]] std::string_view audit_schemas() noexcept;
[[nodiscard]] std::string_view safety_schemas() noexcept;
[[nodiscard]] std::string_view secrets_schemas() noexcept;
[[nodiscard]] std::string_view sign_in_schemas() noexcept;
[[nodiscard]] std::string_view me_schemas() noexcept;
[[nodiscard]] std::string_view organisations_schemas() noexcept;
[[nodiscard]] std::string_view loans_schemas() noexcept;
[[nodiscard]] std::string_view rate_sheets_schemas() noexcept;
[[nodiscard]] std::string_view provider_schemas() noexcept;

}  // namespace ratestack::http
