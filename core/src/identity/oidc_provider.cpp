#include "oidc_provider.hpp"

#include <algorithm>
#include <array>

namespace ratestack {
namespace {

constexpr std::array kRs256{SignatureAlgorithm::rs256};

// In the order of the enum.
constexpr std::array<OidcProviderFacts, 3> kFacts{
    {{"google", AuthMethod::google, "https://accounts.google.com", kRs256},
     {"microsoft", AuthMethod::microsoft, "https://login.microsoftonline.com/{tenantid}/v2.0", kRs256},
     {"apple", AuthMethod::apple, "https://appleid.apple.com", kRs256}}};

}  // namespace

const OidcProviderFacts& facts_of(OidcProvider provider) noexcept { return kFacts[static_cast<std::size_t>(provider)]; }

std::string_view to_string(OidcProvider provider) noexcept { return facts_of(provider).name; }

std::optional<OidcProvider> parse_oidc_provider(std::string_view name) noexcept {
  const auto* found =
      std::find_if(kFacts.begin(), kFacts.end(), [&](const OidcProviderFacts& facts) { return facts.name == name; });
  if (found == kFacts.end()) return std::nullopt;
  return static_cast<OidcProvider>(found - kFacts.begin());
}

AuthMethod auth_method(OidcProvider provider) noexcept { return facts_of(provider).method; }

}  // namespace ratestack
