// Records of identity that the stores keep, free of any database's words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "native/service/records.hpp"
#include "ratestack/identity/auth_methods.hpp"
#include "ratestack/policy/role.hpp"

namespace ratestack::service {

struct Member {
  OrgId org_id;
  UserId user_id;
  RoleSet roles;
  Timestamp created_at;
};

/// An organisation that a user belongs to.
struct Membership {
  OrgId org_id;
  OrgType org_type;
  RoleSet roles;
  std::string org_name = {};
  std::optional<CapabilitySet> org_enabled = {};  // absent: all of the ceiling of its type
  std::optional<Timestamp> org_disabled_at = {};
};

struct SessionRecord {
  SessionId id;
  OrgId org_id;  // of the user
  UserId user_id;
  Digest token_hash;
  AuthMethods methods;
  Timestamp created_at;
  Timestamp authenticated_at;  // when identity was last proven
  Timestamp seen_at;           // about: written now and then, not at each use
  Timestamp expires_at;        // however much it is used
  std::optional<Timestamp> revoked_at = {};
  std::string client_ip = {};
  std::string user_agent = {};
};

/// A session with what every use of it is judged by, as one reading found it.
struct SessionSubject {
  SessionRecord session;
  std::string email, name;
  std::optional<Timestamp> user_disabled_at;
  std::vector<Membership> memberships;
};

/// A password that was in use from `set_at` to `replaced_at`.
struct UsedPassword {
  std::string password_hash;
  Timestamp set_at, replaced_at;
};

struct TotpFactor {
  FactorId id;
  OrgId org_id;
  UserId user_id;
  std::string envelope;  // of the 20-byte secret
  Timestamp created_at;
  std::optional<Timestamp> confirmed_at = {};
  std::uint64_t last_step = 0;  // this time step and those before it are spent
};

struct Passkey {
  PasskeyId id;
  OrgId org_id;
  UserId user_id;
  std::string credential_id;  // base64url
  std::string public_key;     // base64url of the P-256 point, x then y
  std::uint64_t sign_count = 0;
  std::string name = {};
  Timestamp created_at;
  std::optional<Timestamp> last_used_at = {};
  std::optional<bool> backup_eligible = {};  // absent: not kept, of one from before 0004_passkey_backup
};

struct OidcAccount {
  std::string issuer, subject;
  std::string provider;
  OrgId org_id;
  UserId user_id;
  Timestamp created_at;
};

/// Stands where an organisation's id would: what the ciphertext of a server's own key is bound to.
inline constexpr std::string_view kServerKeyOwner = "platform";

struct ServerKey {
  ServerKeyId id;
  std::string purpose;
  std::string envelope;
  std::string public_key;  // a JWK; empty for a symmetric key
  Timestamp created_at;
  Timestamp activates_at;
  std::optional<Timestamp> retires_at = {};
};

/// When a session or a key was last used.
template <typename AnyId>
struct Use {
  AnyId id;
  Timestamp at;
};

}  // namespace ratestack::service
