// Organisations as the platform manages them: created with an administrator and an API key, disabled and enabled again.
// Each change commits together with its audit rows, in the chain of the organisation that it is about.
#pragma once

#include <string>

#include "native/service/asker.hpp"
#include "native/service/audit_writer.hpp"
#include "native/service/may_change.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/identity/api_key_token.hpp"

namespace ratestack::service {

struct NewOrg {
  OrgType type = OrgType::originator;
  std::string name;
  std::string admin_email;
  std::string key_environment;  // "dev" or "live"
};

/// Shown once: neither the key's text nor the password is stored.
struct CreatedOrg {
  OrgId org_id;
  UserId admin_id;
  std::string api_key;
  std::string password;
};

/// Thread safe. Each call waits for the disk: never on a reactor thread.
class Accounts {
 public:
  Accounts(AuditWriter& writer, Store& store, const Clock& clock, Entropy& entropy);

  /// Creates the organisation, its administrator (bcrypt cost 12, generated password) and a key with the whole ceiling
  /// of its type, with rows ORG_CREATED, USER_CREATED, API_KEY_CREATED by who `asker_for` says. Errors: conflict when a
  /// platform organisation or the e-mail address exists already, those of `may`.
  [[nodiscard]] Result<CreatedOrg> create_org(const NewOrg& org, const AskerFor& asker_for, const MayChange& may = {});

  /// Ends the sessions of its people at once, and lets nobody in; its keys rest. Row ORG_DISABLED. Errors: conflict
  /// (disabled already), platform_never_disabled, those of `may`.
  [[nodiscard]] Result<void> disable(const Org& org, const Asker& asker, const MayChange& may = {});
  /// Row ORG_ENABLED. Errors: conflict (not disabled), those of `may`.
  [[nodiscard]] Result<void> enable(const Org& org, const Asker& asker, const MayChange& may = {});

 private:
  Result<void> check_free(OrgType type);
  Result<void> write(std::vector<AuditEvent> events, const MayChange& may, const MayChange& change);

  AuditWriter& writer_;
  Store& store_;
  const Clock& clock_;
  Entropy& entropy_;
};

}  // namespace ratestack::service
