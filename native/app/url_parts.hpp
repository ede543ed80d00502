// What judges URLs and asks DNS for their hosts, as the settings say: the same for the server and the command line.
#pragma once

#include <memory>
#include <vector>

#include "native/app/config.hpp"
#include "native/outbound/cares_resolver.hpp"
#include "ratestack/url/safe_url.hpp"

namespace ratestack::app {

struct UrlParts {
  std::vector<SafeUrlValidator> validators;  // one a service
  std::unique_ptr<outbound::CaresResolver> resolver;
};

/// Errors: PolicyError, ResolverError.
[[nodiscard]] Result<UrlParts> make_url_parts(const Config& config);

}  // namespace ratestack::app
