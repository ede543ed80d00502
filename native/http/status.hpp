// The words of the status codes that we answer (RFC 9110 section 15): in the status line, and as a problem's title.
#pragma once

#include <string_view>

namespace ratestack::http {

/// Empty for a status that we never answer.
[[nodiscard]] std::string_view reason_phrase(int status) noexcept;

}  // namespace ratestack::http
