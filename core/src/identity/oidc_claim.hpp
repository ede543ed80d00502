// Claims of OpenID Connect that are texts of ours to keep.
#pragma once

#include <string_view>

#include "member_text.hpp"
#include "oidc_text.hpp"
#include "ratestack/identity/oidc_error.hpp"

namespace ratestack {

inline Error missing_claim(const char* claim) { return Error(OidcError::missing_claim, claim); }
inline Error malformed_claim(const char* claim) { return Error(OidcError::malformed_claim, claim); }

/// 1 to `limit` characters of visible ASCII; a view into the claims. missing_claim, malformed_claim.
inline Result<std::string_view> read_claim(const JsonObject& claims, const char* claim, std::size_t limit) {
  if (!claims.contains(claim)) return missing_claim(claim);
  const auto text = member_text(claims, claim);
  if (!text || !is_bounded_ascii(*text, limit)) return malformed_claim(claim);
  return *text;
}

/// Empty where there is no such claim. malformed_claim.
inline Result<std::string_view> read_claim_if_any(const JsonObject& claims, const char* claim, std::size_t limit) {
  return claims.contains(claim) ? read_claim(claims, claim, limit) : std::string_view();
}

}  // namespace ratestack
