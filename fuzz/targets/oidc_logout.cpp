// The claims of a logout token whose signature holds: whatever they say, a logout names somebody, has texts that can be
// kept and an issuer in one spelling, and what is read as one is no ID token. The first byte chooses the provider.
#include "ratestack/identity/oidc_logout.hpp"
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
