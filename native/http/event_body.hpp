// The body of POST /v1/audit/events, from bytes to events: contract 3.13. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "native/service/principal.hpp"
#include "ratestack/audit/row.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/base/time.hpp"

namespace ratestack::http {

inline constexpr std::size_t kMaxAction = 64;
inline constexpr std::size_t kMaxOutcome = 32;
inline constexpr std::size_t kMaxResourceType = 64;
inline constexpr std::size_t kMaxResourceId = 256;

/// What the events' author does not get to say: it comes from the credential, the connection and the clock.
struct EventOrigin {
  const service::Principal& principal;
  const std::string& correlation_id;
  Timestamp now;
  RequestInfo request;
};

/// SCREAMING_SNAKE: words of A-Z 0-9 joined by single underscores, a letter first; 64 bytes at most.
[[nodiscard]] bool is_action(std::string_view text);

/// One event, or {"events":[...]} with 1 to 1,000: all of them, or the first error with the JSON pointer of its place.
/// `action` and `outcome` are required; `resource` and `payload` are not. An `occurred_at` ahead of `now`, even by a
/// microsecond, is refused: evidence is never dated in the future.
[[nodiscard]] Result<std::vector<AuditEvent>> parse_events(std::string_view body, const EventOrigin& origin);

}  // namespace ratestack::http
