// IPv6 addresses (URL Standard section 3.5, RFC 5952), without brackets.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace ratestack::url_detail {

using Ipv6Pieces = std::array<std::uint16_t, 8>;

/// nullptr, or the Standard's name of the rule that refused. No zone ids.
[[nodiscard]] const char* parse_ipv6(std::string_view text, Ipv6Pieces& pieces) noexcept;

void append_ipv6(std::string& out, const Ipv6Pieces& pieces);

}  // namespace ratestack::url_detail
