// The routes of each area; routes.cpp joins them. Every span lasts as long as the program.
#pragma once

#include <span>

#include "native/http/route.hpp"

namespace ratestack::http {

[[nodiscard]] std::span<const Route> operations_routes() noexcept;
[[nodiscard]] std::span<const Route> audit_routes() noexcept;
[[nodiscard]] std::span<const Route> safety_routes() noexcept;
[[nodiscard]] std::span<const Route> secrets_routes() noexcept;
[[nodiscard]] std::span<const Route> sign_in_routes() noexcept;
[[nodiscard]] std::span<const Route> me_routes() noexcept;
[[nodiscard]] std::span<const Route> organisations_routes() noexcept;
[[nodiscard]] std::span<const Route> loans_routes() noexcept;
[[nodiscard]] std::span<const Route> rate_sheets_routes() noexcept;
[[nodiscard]] std::span<const Route> provider_routes() noexcept;

}  // namespace ratestack::http
