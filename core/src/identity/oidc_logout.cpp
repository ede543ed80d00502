#include "ratestack/identity/oidc_logout.hpp"

#include "oidc_claim.hpp"
#include "ratestack/identity/oidc_identity.hpp"

namespace ratestack {
namespace {

// A logout token need not say `tid`: Microsoft's tenant is the one that its issuer is made of.
Result<std::string> read_issuer(const JsonObject& claims, const OidcRules& rules) {
  const auto stated = read_claim(claims, "iss", OidcRules::kMaxUrl);
  if (!stated) return stated.error();
  const auto tenant = rules.tenant_of_issuer(stated.value());
  auto issuer = tenant ? rules.token_issuer(stated.value(), *tenant) : std::nullopt;
  if (!issuer) return OidcError::wrong_issuer;
  if (rules.provider() != OidcProvider::microsoft) return std::move(*issuer);
  if (const auto fit = rules.judge_tenant(*tenant); !fit) return fit.error();
  return std::move(*issuer);
}

// Rule 5. The event may have members of its own, which nothing is made of.
Result<void> check_event(const JsonObject& claims) {
  const JsonValue* const events = claims.if_contains("events");
  if (events == nullptr) return missing_claim("events");
  if (!events->is_object()) return malformed_claim("events");
  const JsonValue* const event = events->get_object().if_contains({kLogoutEvent.data(), kLogoutEvent.size()});
  if (event == nullptr) return OidcError::wrong_event;
  return event->is_object() ? Result<void>() : malformed_claim("events");
}

// What tells a logout token from an ID token, whatever `typ` says: the event, and no nonce (section 4.1).
Result<void> check_kind(const VerifiedJwt& jwt) {
  if (jwt.audiences() != 1) return OidcError::untrusted_audience;
  if (jwt.claims().contains("nonce")) return Error(OidcError::unexpected_claim, "nonce");
  return check_event(jwt.claims());
}

// Rule 4.
Result<void> read_whose(const JsonObject& claims, OidcLogout& out) {
  const auto subject = read_claim_if_any(claims, "sub", kMaxOidcSubject);
  if (!subject) return subject.error();
  const auto session_id = read_claim_if_any(claims, "sid", kMaxOidcSessionId);
  if (!session_id) return session_id.error();
  if (subject.value().empty() && session_id.value().empty()) return missing_claim("sub");
  out.subject = subject.value();
  out.session_id = session_id.value();
  return {};
}

}  // namespace

JwtRules logout_token_rules(const OidcRules& rules) {
  return {.algorithms = rules.algorithms(),
          .issuer = IssuerRule::judged_by_caller(),  // as of an ID token
          .audience = rules.spec().client_id,
          .type = "logout+jwt",
          .untyped = Untyped::accepted,
          .max_lifetime = kMaxLogoutTokenLifetime};
}

Result<OidcLogout> read_oidc_logout(const VerifiedJwt& jwt, const OidcRules& rules) {
  auto issuer = read_issuer(jwt.claims(), rules);
  if (!issuer) return issuer.error();
  if (const auto fit = check_kind(jwt); !fit) return fit.error();
  OidcLogout logout{.provider = rules.provider(), .issuer = std::move(issuer.value())};
  if (const auto fit = read_whose(jwt.claims(), logout); !fit) return fit.error();
  const auto token_id = read_claim(jwt.claims(), "jti", kMaxTokenId);
  if (!token_id) return token_id.error();
  logout.token_id = token_id.value();
  const auto issued = jwt.time("iat"), expires = jwt.time("exp");
  if (!issued) return issued.error();
  if (!expires) return expires.error();
  logout.issued_at = issued.value();
  logout.expires_at = expires.value();
  return logout;
}

}  // namespace ratestack
