// Sessions on the server (contract 3.8): made at a sign-in, judged at each use, ended at any time.
//
// Every use reads the session's row with its user and memberships, so that what was revoked, disabled or taken away
// counts from the next request on, on every server of an installation.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "native/service/clock.hpp"
#include "native/service/identity/use_notes.hpp"
#include "native/service/store.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/identity/session_token.hpp"

namespace ratestack::service {

struct SessionRules {
  std::chrono::seconds idle{30 * 60};
  std::chrono::seconds absolute{12 * 60 * 60};
};

/// Where a sign-in comes from, as the portal states it. Both are bounded; a user agent is cut.
struct ClientInfo {
  static constexpr std::size_t kMaxUserAgent = 256;
  std::string ip;
  std::string user_agent;
};

/// When a session that is used at `seen_at` ends.
struct SessionEnds {
  Timestamp idle, absolute;
};
[[nodiscard]] SessionEnds ends_of(const SessionRecord& session, const SessionRules& rules);

/// Whether the session may be used now: session_revoked (its user is disabled, too), session_expired. The bound itself
/// is outside: at `idle` and at `absolute` it has ended.
[[nodiscard]] Result<void> judge_session(const SessionSubject& subject, const SessionRules& rules, Timestamp now);

/// A session and the one copy of its token.
struct NewSession {
  SessionRecord record;
  SessionToken token;
};

/// Thread safe.
class Sessions {
 public:
  Sessions(Store& store, const Clock& clock, Entropy& entropy, SessionRules rules = {});

  /// A session of this user that nobody has stored yet.
  [[nodiscard]] NewSession prepare(const User& user, AuthMethods methods, const ClientInfo& client);

  /// The session behind a token or an id, judged, its use noted. Reads the store. Errors: unknown_session,
  /// session_revoked, session_expired, those of the store.
  [[nodiscard]] Result<SessionSubject> use(const SessionToken& token);
  [[nodiscard]] Result<SessionSubject> use(const SessionId& id);
  /// Without noting a use.
  [[nodiscard]] Result<SessionSubject> look_up(const SessionToken& token);

  [[nodiscard]] const SessionRules& rules() const noexcept { return rules_; }
  /// For the housekeeper.
  [[nodiscard]] UseNotes<SessionId>& uses() noexcept { return uses_; }

 private:
  Result<SessionSubject> judged(Result<std::optional<SessionSubject>> found);
  Result<SessionSubject> used(Result<SessionSubject> judged);

  Store& store_;
  const Clock& clock_;
  Entropy& entropy_;
  const SessionRules rules_;
  UseNotes<SessionId> uses_;
};

}  // namespace ratestack::service
