// A verdict as JSON: the answer of POST /v1/url/validate and of `ratestack url check --json` (contract 3.11).
#pragma once

#include <string>
#include <string_view>

#include "ratestack/url/safe_url.hpp"

namespace ratestack::service {

/// {"addresses":[...],"allowed":true,"canonical_url","host","port"}, canonical.
[[nodiscard]] std::string allowed_report(const SafeUrl& safe);
/// {"allowed":false,"code","detail"}, canonical. `detail` is shown as it is.
[[nodiscard]] std::string refused_report(const Error& refusal, std::string_view detail);
/// {"canonical_url","host","needs_dns":true,"port"}, canonical.
[[nodiscard]] std::string unresolved_report(const UnresolvedUrl& unresolved);

}  // namespace ratestack::service
