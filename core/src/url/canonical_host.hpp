// Hosts in the one spelling that is compared, judged and dialled.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"

namespace ratestack {

/// `text`, which must be a host and nothing more, as the host parser of the URL Standard (section 3.5, for special
/// schemes) writes it: ASCII, lower case, IPv4 as dotted quad, IPv6 in brackets. UrlError::invalid_url otherwise.
[[nodiscard]] Result<std::string> canonical_host(std::string_view text);

/// Without the one trailing dot that says "this name is absolute" (RFC 1034 section 3.1).
[[nodiscard]] std::string_view without_root_dot(std::string_view host) noexcept;

/// RFC 1035 section 2.3.4: labels of 1 to 63 bytes, 253 together. `host` is without its root dot.
[[nodiscard]] bool fits_dns(std::string_view host) noexcept;

}  // namespace ratestack
