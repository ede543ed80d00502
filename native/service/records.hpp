// Records that the stores keep, free of any database's words.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ratestack/audit/row.hpp"
#include "ratestack/base/ids.hpp"
#include "ratestack/base/time.hpp"
#include "ratestack/crypto/digest.hpp"
#include "ratestack/policy/org_type.hpp"

namespace ratestack::service {

struct Org {
  OrgId id;
  OrgType type;
  std::string name;
  Timestamp created_at;
  std::optional<CapabilitySet> enabled = {};  // absent: all of the ceiling of its type
  std::optional<Timestamp> disabled_at = {};
};

struct User {
  UserId id;
  OrgId org_id;
  std::string email;          // lower case; unique
  std::string password_hash;  // crypt(3) form, "$2b$12$..."; "*": signs in another way
  Timestamp created_at;
  std::string name = {};
  std::optional<Timestamp> disabled_at = {};
  std::optional<Timestamp> password_set_at = {};  // absent: at created_at
};

struct ApiKey {
  KeyId id;
  OrgId org_id;
  std::string name;
  Digest secret_hash;
  CapabilitySet capabilities;
  Timestamp created_at;
  std::optional<Timestamp> expires_at;
  std::optional<Timestamp> revoked_at;
  std::optional<Timestamp> last_used_at = {};  // written now and then, not at each use
};

/// A row ready to be stored: its text, its hashes, and the fields that lists filter by.
struct NewAuditRow {
  RowPosition position;
  Digest previous_hash;
  Digest entry_hash;
  std::string text;  // canonical
  // For search alone; the text is the evidence.
  std::string acting_as_org_id, actor_id, action, correlation_id;
  std::int64_t occurred_at_micros = 0;
};

struct LogHead {
  std::uint64_t last_id = 0;
  Digest entry_hash;
};

struct OrgHead {
  std::uint64_t seq = 0;
  Digest entry_hash;
};

/// Where the log and some organisations' chains end, at one moment.
struct Heads {
  LogHead log;
  std::map<std::string, OrgHead, std::less<>> orgs;  // those asked for; zero for one without rows
};

/// The answer first given under an Idempotency-Key; a repeat with the same request gets it again.
struct RememberedAnswer {
  Digest request_hash;
  int status = 0;
  std::string body;
};

/// A remembered answer with the place it is kept at.
struct KeptAnswer {
  std::string org_id, key;
  RememberedAnswer answer;
  Timestamp created_at;
};

}  // namespace ratestack::service
