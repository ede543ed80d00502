// Whether RFC 3986 finds the host that the URL Standard found.
#pragma once

#include <string_view>

#include "ratestack/url/url.hpp"

namespace ratestack {

/// `url` is `input` parsed, against `base` where there is one. Differences of spelling that every reader resolves alike
/// (case, percent-encoding, IDNA, numbers of an IPv4 address) are none.
[[nodiscard]] Result<void> check_second_reading(std::string_view input, const Url& url, const Url* base);

}  // namespace ratestack
