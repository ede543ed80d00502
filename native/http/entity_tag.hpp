// Entity tags (RFC 9110 section 8.8.3) and the preconditions that name them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "native/http/request.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack::http {

/// The strong tag of something that counts its changes, quotes included: "\"3\"".
[[nodiscard]] std::string version_tag(std::uint64_t version);

/// If-Match, on a route that asks for it: a list with `tag` in it, or "*" (section 13.1.1; a weak tag never matches).
/// HttpError::precondition_required where it is absent, precondition_failed where it names others.
[[nodiscard]] Result<void> check_if_match(const Request& request, std::string_view tag);

/// Whether If-None-Match says that the caller has it: a list with `tag` in it, weak or strong, or "*" (section 13.1.2).
[[nodiscard]] bool has_already(const Request& request, std::string_view tag);

}  // namespace ratestack::http
