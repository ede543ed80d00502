// The claims of an id_token whose signature holds: whatever they say, an identity has this client's audience, this
// transaction's nonce, an issuer in one spelling, and texts that can be kept and shown. The first byte chooses the
// provider.
#include "exact_copy.hpp"
#include "oidc_token.hpp"
#include "ratestack/identity/oidc_identity.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::providers;
using fuzzing::require;
using fuzzing::verified;

constexpr std::string_view kNonce = "n";

void check_microsoft(const OidcIdentity& identity) {
  const std::size_t slash = identity.subject.find('/');
  require(slash != std::string::npos, "tenant and object");
  const std::string tenant = identity.subject.substr(0, slash), object = identity.subject.substr(slash + 1);
  require(canonical_guid(tenant) == tenant && canonical_guid(object) == object, "two GUIDs in one spelling");
  require(tenant != kMicrosoftConsumerTenant, "no personal account");
  require(identity.issuer == "https://login.microsoftonline.com/" + tenant + "/v2.0", "the tenant's own issuer");
  require(!identity.email_verified, "no address of Microsoft's is verified");
}

void check(const OidcIdentity& identity, const VerifiedJwt& jwt, const OidcRules& rules) {
  require(identity.provider == rules.provider(), "the provider that was asked");
  require(!identity.subject.empty() && identity.subject.size() <= kMaxOidcSubject, "a subject within its bounds");
  require(jwt.text("nonce").value() == kNonce, "the transaction's nonce");
  require(jwt.audiences() == 1, "for this client alone");
  require(!identity.email || displayable(*identity.email, kMaxOidcEmail) == identity.email, "an address to show");
  require(!identity.name || displayable(*identity.name, kMaxOidcName) == identity.name, "a name to show");
  require(identity.email || !identity.email_verified, "no address, none verified");
  if (rules.provider() == OidcProvider::microsoft) return check_microsoft(identity);
  require(identity.issuer == rules.spec().issuer, "an issuer in one spelling");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const OidcRules& rules = providers().at(data[0] % providers().size());
  const ExactCopy claims(data + 1, size - 1);
  const auto jwt = verified(claims.view(), id_token_rules(rules));
  if (!jwt) return 0;
  const auto identity = read_oidc_identity(jwt.value(), rules, {kNonce, "access"});
  if (identity) check(identity.value(), jwt.value(), rules);
  return 0;
}
