// What the server says at start, for people.
#pragma once

#include <string>
#include <string_view>

#include "native/app/config.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack::app {

[[nodiscard]] std::string listen_text(const ListenAddress& address);  // "127.0.0.1:8081", "[::1]:8081"
[[nodiscard]] std::string_view environment_text(Deployment deployment) noexcept;
/// One line: what is wrong and what to do.
[[nodiscard]] std::string explain_start_failure(const Error& error, const Config& config);

}  // namespace ratestack::app
