// What an audit row keeps of the request that caused it.
#pragma once

#include "native/http/request.hpp"
#include "ratestack/audit/row.hpp"

namespace ratestack::http {

inline constexpr std::size_t kMaxRowUri = 2048;

/// The target is cut at kMaxRowUri; bytes that are no printable ASCII are percent-encoded, so that the row is valid
/// UTF-8 whatever was sent.
[[nodiscard]] RequestInfo request_info(const Request& request);

/// Whether the text is an IPv4 or IPv6 literal, without brackets or a zone.
[[nodiscard]] bool is_ip(const std::string& text);

/// The client's address: what nginx put in X-Forwarded-For, where that is one IP literal; else `peer`. Only nginx
/// reaches this server, and it replaces the header rather than adding to a client's.
[[nodiscard]] std::string client_ip(const Request& request, std::string_view peer);

}  // namespace ratestack::http
