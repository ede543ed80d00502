// The claims of an id_token whose signature holds: whatever they say, an identity has this client's audience, this
// transaction's nonce, an issuer in one spelling, and texts that can be kept and shown. The first byte chooses the
// provider.
#include <array>

#include "exact_copy.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/identity/oidc_identity.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

constexpr Timestamp kNow = Timestamp::from_micros(1'795'435'200'000'000);
constexpr std::string_view kNonce = "n";

class TrustingVerifier final : public SignatureVerifier {
 public:
  [[nodiscard]] SignatureAlgorithm algorithm() const noexcept override { return SignatureAlgorithm::rs256; }
  [[nodiscard]] bool verify(ByteSpan, ByteSpan) const override { return true; }
};

const std::array<OidcRules, 3>& providers() {
  static const auto make = [](OidcProvider provider) {
    return OidcRules::create({.provider = provider, .client_id = "c", .redirect_uri = "https://rates.example/auth"})
        .value();
  };
  static const std::array<OidcRules, 3> kProviders{make(OidcProvider::google), make(OidcProvider::microsoft),
                                                   make(OidcProvider::apple)};
  return kProviders;
}

Result<VerifiedJwt> verified(std::string_view claims, const OidcRules& rules) {
  static const TrustingVerifier kVerifier;
  const std::array keys{JwtKey{"k", &kVerifier}};
  const std::string header = base64url_encode(as_bytes(R"({"alg":"RS256","kid":"k"})"));
  const auto jwt = CompactJwt::parse(header + '.' + base64url_encode(as_bytes(claims)) + ".AAAA");
  if (!jwt) return jwt.error();
  return verify_jwt(jwt.value(), keys, id_token_rules(rules), kNow);
}

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
  const auto jwt = verified(claims.view(), rules);
  if (!jwt) return 0;
  const auto identity = read_oidc_identity(jwt.value(), rules, {kNonce, "access"});
  if (identity) check(identity.value(), jwt.value(), rules);
  return 0;
}
