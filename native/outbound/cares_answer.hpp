// What c-ares says, in the words of the domain.
#pragma once

#include <ares.h>

#include <vector>

#include "ratestack/base/result.hpp"
#include "ratestack/url/ip_address.hpp"

namespace ratestack::outbound {

/// `found` may be null; it is not freed here.
[[nodiscard]] Result<std::vector<IpAddress>> answer_of(int status, const ares_addrinfo* found);

}  // namespace ratestack::outbound
