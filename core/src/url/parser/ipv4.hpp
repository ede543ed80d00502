// IPv4 addresses in every spelling that the URL Standard reads (section 3.5): one to four parts, decimal, octal (0),
// hexadecimal (0x).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ratestack::url_detail {

/// The "ends in a number checker": such a domain is an IPv4 address or nothing.
[[nodiscard]] bool ends_in_a_number(std::string_view domain) noexcept;

/// nullptr, or the Standard's name of the rule that refused.
[[nodiscard]] const char* parse_ipv4(std::string_view text, std::uint32_t& address) noexcept;

void append_dotted(std::string& out, std::uint32_t address);

}  // namespace ratestack::url_detail
