#include "native/service/identity/token_authenticator.hpp"

#include <algorithm>

#include "native/service/authenticator.hpp"
#include "native/service/authorization/authorization_records.hpp"
#include "native/service/identity/identity_error.hpp"
#include "ratestack/policy/authorizer.hpp"

namespace ratestack::service {
namespace {

template <typename Member, std::size_t kCount, typename Set>
std::vector<std::string> members_of(const Set& set) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kCount; ++i) {
    const auto member = static_cast<Member>(i);
    if (set.contains(member)) names.emplace_back(to_string(member));
  }
  return names;
}

std::vector<std::string> names_of(RoleSet roles) { return members_of<Role, kRoleCount>(roles); }
std::vector<std::string> names_of(CapabilitySet set) { return members_of<Capability, kCapabilityCount>(set); }

}  // namespace

// Without a membership of their own organisation, a person is known and may do nothing.
Principal principal_of(const SessionSubject& subject) {
  const SessionRecord& session = subject.session;
  Principal principal{.actor = {ActorType::user, session.user_id.text(), std::nullopt, session.org_id},
                      .org_id = session.org_id,
                      .org_type = OrgType::originator,
                      .capabilities = {},
                      .session = SessionFacts{session.id, session.user_id, session.methods, session.authenticated_at}};
  for (const Membership& membership : subject.memberships) {
    if (membership.org_id != session.org_id) continue;
    principal.org_type = membership.org_type;
    principal.capabilities =
        effective_of({membership.roles, policy_of(membership), standing_at(subject.user_disabled_at)});
  }
  return principal;
}

AccessClaims claims_of(const SessionSubject& subject, std::span<const LiveGrant> grants) {
  AccessClaims claims{subject.session.user_id, subject.session.org_id, subject.session.id, {}};
  const auto named = grants.first(std::min(grants.size(), kMaxGrantClaims));
  for (const Membership& membership : subject.memberships) {
    OrgRolesClaim& claim =
        claims.org_roles.emplace_back(OrgRolesClaim{membership.org_id, names_of(membership.roles), {}});
    for (const LiveGrant& live : named) {
      if (live.grant.grantee_org_id != membership.org_id) continue;
      claim.grants.push_back(
          {live.grant.id, live.grant.grantor_org_id, names_of(live.grant.capabilities), live.grant.expires_at});
    }
  }
  return claims;
}

Result<Principal> TokenAuthenticator::authenticate(std::string_view token) {
  const auto access = tokens_.verify(token);
  if (!access && access.error().code == JwtError::expired) return AuthError::expired_credentials;
  if (!access && access.error().code.category() != make_error_code(JwtError::expired).category()) return access.error();
  if (!access) return AuthError::invalid_credentials;
  const AccessClaims& claims = access.value();
  const auto subject = sessions_.use(claims.session_id);
  if (!subject) {
    const bool ended = subject.error().code.category() == make_error_code(IdentityError::unknown_session).category();
    return ended ? Error(AuthError::revoked_credentials) : subject.error();
  }
  if (subject.value().session.user_id != claims.subject) return AuthError::invalid_credentials;
  return principal_of(subject.value());
}

}  // namespace ratestack::service
