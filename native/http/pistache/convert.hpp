// Pistache's request as ours.
#pragma once

#include <pistache/http.h>

#include "native/http/request.hpp"
#include "native/http/wire.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack::http {

/// Takes the body out of `parsed`. `target` is the request-target as sent.
[[nodiscard]] Request to_request(Pistache::Http::Request& parsed, std::string_view target, std::string_view peer_ip);

/// RFC 9110 section 8.6: Content-Length is digits and nothing else (the library reads "1e3" as 1), and ours are
/// bounded. Errors: malformed_request, payload_too_large. Fine where the header is absent or has not arrived yet.
[[nodiscard]] Result<void> check_length(const Pistache::Http::Request& parsed);

/// RFC 9112 section 9.3: HTTP/1.1 stays open unless told otherwise, HTTP/1.0 closes unless told otherwise.
[[nodiscard]] AfterAnswer after_answer(const Request& request, Pistache::Http::Version version);

}  // namespace ratestack::http
