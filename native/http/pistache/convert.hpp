// Pistache's request as ours.
#pragma once

#include <pistache/http.h>

#include "native/http/request.hpp"
#include "native/http/wire.hpp"

namespace ratestack::http {

/// Takes the body out of `parsed`. `target` is the request-target as sent.
[[nodiscard]] Request to_request(Pistache::Http::Request& parsed, std::string_view target, std::string_view peer_ip);

/// RFC 9112 section 9.3: HTTP/1.1 stays open unless told otherwise, HTTP/1.0 closes unless told otherwise.
[[nodiscard]] AfterAnswer after_answer(const Request& request, Pistache::Http::Version version);

}  // namespace ratestack::http
