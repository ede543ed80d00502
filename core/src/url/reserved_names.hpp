// Host names that are refused before anyone asks DNS about them.
#pragma once

#include <string_view>

#include "ratestack/base/result.hpp"
#include "ratestack/url/url_error.hpp"

namespace ratestack {

/// `host` is canonical, no address, without its root dot. UrlError::metadata_endpoint for the metadata services of
/// clouds; blocked_address for localhost and below, .local, .internal, .svc.cluster.local and names of a single label,
/// which resolve by the machine's search list. Context: which rule.
[[nodiscard]] Result<void> judge_name(std::string_view host);

}  // namespace ratestack
