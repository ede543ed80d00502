// Whether the path of a request reads the same to everybody who will look at it: the worker's tables, the URL parsers
// between worker and server, and the server's router.
#pragma once

#include <string_view>

namespace ratestack {

/// Whether `path`, as it was sent (undecoded, unresolved, without query), has exactly one reading: one or more
/// segments, each "/" and one or more unreserved characters (RFC 3986 section 2.3: A-Z a-z 0-9 - . _ ~), none of them
/// "." or "..". So it holds no escape, no backslash, no empty segment and no trailing slash; "/" alone has an empty
/// segment and is none. No other character is needed: paths of ours are made of literals and ids. Linear in the length,
/// which is not bounded here. Does not check that there is such a route.
[[nodiscard]] bool is_canonical_request_path(std::string_view path) noexcept;

}  // namespace ratestack
