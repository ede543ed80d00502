// Records that the stores keep, free of any database's words.
#pragma once

#include <cstdint>
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
};

struct User {
  UserId id;
  OrgId org_id;
  std::string email;          // lower case; unique
  std::string password_hash;  // crypt(3) form, "$2b$12$..."
  Timestamp created_at;
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

/// The answer first given under an Idempotency-Key; a repeat with the same request gets it again.
struct RememberedAnswer {
  Digest request_hash;
  int status = 0;
  std::string body;
};

}  // namespace ratestack::service
