// One row of the common audit log (schema 1) and its canonical text. Contract 3.5.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ratestack/base/ids.hpp"
#include "ratestack/base/time.hpp"
#include "ratestack/crypto/digest.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack {

enum class ActorType { user, api_key, service, system };
[[nodiscard]] std::string_view to_string(ActorType type) noexcept;

struct Actor {
  ActorType type = ActorType::system;
  std::string id;                     // usr_..., key_..., a service's name, or the OS user of a command line
  std::optional<std::string> key_id;  // set when an API key acted
  OrgId org_id;                       // the actor's own organisation
};

struct RequestInfo {
  std::string ip, method, uri;
};

struct Resource {
  std::string type, id;
  OrgId owner_org_id;
};

/// What happened, before it has a place in the chain. Strings are valid UTF-8; whoever hashes them redacts them first.
struct AuditEvent {
  OrgId acting_as_org_id;  // equals actor.org_id without delegation
  std::string action;      // SCREAMING_SNAKE
  Actor actor;
  std::string correlation_id;
  Timestamp occurred_at;
  std::string outcome;
  CanonicalJson payload;  // an object
  std::optional<RequestInfo> request;
  std::optional<Resource> resource;
};

/// The place that the writer gives a row, in the log and in its organisation's chain.
struct RowPosition {
  std::uint64_t id = 0;       // contiguous from 1
  std::uint64_t org_seq = 0;  // contiguous from 1 for each acting_as_org_id
  Digest org_previous_hash;   // entry_hash of the organisation's row before; zeros at first
};

/// RFC 8785 text of the row: exactly the members of schema 1.
[[nodiscard]] std::string canonical_row(const AuditEvent& event, const RowPosition& position);

inline constexpr std::uint64_t kAuditRowSchema = 1;
inline constexpr std::size_t kMaxRowBytes = std::size_t{2} << 20;  // a request body is 1 MiB; escapes may double it
inline constexpr std::size_t kMaxRowDepth = 40;                    // a 32-deep request body inside the row, with room

}  // namespace ratestack
