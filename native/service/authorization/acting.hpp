// Acting in another organisation: under its grants, or over its head (contracts 3.2, 3.6).
#pragma once

#include <functional>
#include <string>

#include "native/service/asker.hpp"
#include "native/service/audit_writer.hpp"
#include "native/service/principal.hpp"
#include "native/service/store.hpp"

namespace ratestack::service {

/// Thread safe. Reads the store: never on a reactor thread.
class Acting {
 public:
  static constexpr std::int64_t kJudgedForMicros = 1'000'000;

  Acting(Store& store, AuditWriter& writer, const Clock& clock) : store_(store), writer_(writer), clock_(clock) {}

  /// Under the live grants of `grantor` to this person, as they are now; for an API key, under those to nobody by name,
  /// and within what it can do at home. What was decided holds until one of them expires, and at most for
  /// kJudgedForMicros, since any may be revoked. Error: no_live_grant.
  [[nodiscard]] Result<Principal> under_grants(Principal who, const OrgId& grantor) const;

  /// Over an owner's head: who has platform.operate. `done`, on any thread, once the row OWNER_OVERRIDE is on the disk,
  /// in the chain of `target`, so that its owner finds it; it must not block. Errors: StoreError::not_found (no such
  /// organisation), and whatever kept the row from being written: then nothing may run.
  void over(const Principal& who, const OrgId& target, Asker asker,
            const std::function<void(Result<Principal>)>& done) const;

 private:
  Store& store_;
  AuditWriter& writer_;
  const Clock& clock_;
};

}  // namespace ratestack::service
