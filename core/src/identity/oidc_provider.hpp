// What each provider publishes about itself and does not change.
#pragma once

#include "ratestack/identity/oidc_rules.hpp"

namespace ratestack {

struct OidcProviderFacts {
  std::string_view name;
  AuthMethod method;
  std::string_view issuer;
  std::span<const SignatureAlgorithm> algorithms;  // of its id_tokens
};

[[nodiscard]] const OidcProviderFacts& facts_of(OidcProvider provider) noexcept;

}  // namespace ratestack
