// The claims of the internal access token (contract 3.2): who asks, in which session, and with what roles and grants.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/ids.hpp"
#include "ratestack/identity/jwt_verifier.hpp"

namespace ratestack {

inline constexpr std::chrono::seconds kAccessTokenLifetime{5 * 60};
inline constexpr std::string_view kAccessTokenType = "at+jwt";         // RFC 9068 section 2.1
inline constexpr std::string_view kAccessTokenAudience = "ratestack";  // the one there is

struct GrantClaim {
  GrantId id;
  OrgId grantor_org_id;
  std::vector<std::string> capabilities;
  Timestamp expires_at;
};

struct OrgRolesClaim {
  OrgId org_id;
  std::vector<std::string> roles;
  std::vector<GrantClaim> grants;
};

struct AccessClaims {
  UserId subject;
  OrgId org_id;
  SessionId session_id;
  std::vector<OrgRolesClaim> org_roles;
};

/// All claims of a token issued at `now`, which expires kAccessTokenLifetime later. Times are whole seconds: `now` is
/// cut.
[[nodiscard]] JsonObject to_claims(const AccessClaims& access, std::string_view issuer, Timestamp now);

/// Reads them back. Strict: a claim that we do not make is malformed_claim, and so is a second audience. How many
/// roles and grants there are is bounded by CompactJwt::kMaxBytes alone: what was minted is read.
[[nodiscard]] Result<AccessClaims> read_access_claims(const VerifiedJwt& jwt);

/// What an access token must be.
[[nodiscard]] JwtRules access_token_rules(std::string_view issuer);

}  // namespace ratestack
