// The claims of a logout token whose signature holds: whatever they say, a logout names somebody, has texts that can be
// kept and an issuer in one spelling, and what is read as one is no ID token. The first byte chooses the provider.
#include <array>

#include "exact_copy.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/identity/oidc_identity.hpp"
#include "ratestack/identity/oidc_logout.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

constexpr Timestamp kNow = Timestamp::from_micros(1'795'435'200'000'000);

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

Result<VerifiedJwt> verified(std::string_view claims, const JwtRules& rules) {
  static const TrustingVerifier kVerifier;
  const std::array keys{JwtKey{"k", &kVerifier}};
  const std::string header = base64url_encode(as_bytes(R"({"alg":"RS256","kid":"k"})"));
  const auto jwt = CompactJwt::parse(header + '.' + base64url_encode(as_bytes(claims)) + ".AAAA");
  if (!jwt) return jwt.error();
  return verify_jwt(jwt.value(), keys, rules, kNow);
}

bool keeps(std::string_view text, std::size_t limit) {
  return text.size() <= limit && text.find_first_of(std::string_view(" \n\r\t\0", 5)) == std::string_view::npos;
}

void check(const OidcLogout& logout, const OidcRules& rules) {
  require(logout.provider == rules.provider(), "the provider that it came for");
  require(!logout.subject.empty() || !logout.session_id.empty(), "somebody");
  require(keeps(logout.subject, kMaxOidcSubject) && keeps(logout.session_id, kMaxOidcSessionId), "by texts to keep");
  require(!logout.token_id.empty() && keeps(logout.token_id, kMaxTokenId), "a token to know again");
  require(rules.is_response_issuer(logout.issuer) && logout.issuer.starts_with("https://"),
          "an issuer in one spelling");
  require(logout.expires_at.micros() - logout.issued_at.micros() <=
              std::chrono::microseconds(kMaxLogoutTokenLifetime).count(),
          "a short life");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const OidcRules& rules = providers().at(data[0] % providers().size());
  const ExactCopy claims(data + 1, size - 1);
  const auto jwt = verified(claims.view(), logout_token_rules(rules));
  if (!jwt) return 0;
  const auto logout = read_oidc_logout(jwt.value(), rules);
  if (!logout) return 0;
  check(logout.value(), rules);
  const auto as_id_token = verified(claims.view(), id_token_rules(rules));
  const bool signs_in = as_id_token && read_oidc_identity(as_id_token.value(), rules, {"n", "access"});
  require(!signs_in, "never both");
  return 0;
}
