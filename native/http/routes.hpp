// The route table: everything that the server serves.
#pragma once

#include <span>

#include "native/http/route.hpp"

namespace ratestack::http {

[[nodiscard]] std::span<const Route> routes() noexcept;

}  // namespace ratestack::http
