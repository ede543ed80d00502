// A try at a secret, guarded: places are reserved before it is looked at, and what came of it stands in the audit log.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "native/service/audit_writer.hpp"
#include "native/service/identity/identity_events.hpp"
#include "native/service/lockout/lockout.hpp"

namespace ratestack::service {

struct GuardedTry {
  std::vector<LimitKey> keys;
  Asker asker;              // of the rows
  Resource resource;        // whose secret it is, as far as that is known
  JsonObject payload = {};  // of LOGIN_FAILED, beside method and reason
};

/// Thread safe.
class SecretGuard {
 public:
  SecretGuard(Lockout& lockout, AuditWriter& writer) : lockout_(lockout), writer_(writer) {}

  /// Places for this try, or IdentityError::locked_out. Locks that began or ended are recorded.
  [[nodiscard]] Result<Reservation> begin(const GuardedTry& attempt);
  /// The secret was right.
  void right(const Reservation& reservation) { lockout_.give_back(reservation); }
  /// The secret was wrong: LOGIN_FAILED with the reason, which the caller must not learn; `done` once it is recorded.
  void wrong(const GuardedTry& attempt, std::string_view method, std::string_view reason,
             const std::function<void(Result<void>)>& done);
  /// Nothing was looked at after all.
  void withdraw(const Reservation& reservation) { lockout_.give_back(reservation); }

 private:
  Lockout& lockout_;
  AuditWriter& writer_;
};

}  // namespace ratestack::service
