// The OpenID providers that people may sign in through.
#pragma once

#include "native/app/secret_lookup.hpp"

namespace ratestack::app {

/// Where a provider sends the browser back to: a path for each, so that an answer on another's is known by it.
[[nodiscard]] std::string redirect_uri(const std::string& origin, OidcProvider provider);

/// Fills in `config.providers`, one for each client id that is set; `config.public_origin` is read already.
void read_providers(const SecretLookup& lookup, Config& config);

}  // namespace ratestack::app
