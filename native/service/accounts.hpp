// Creating organisations, administrators and API keys: bootstrap and the demo use it today, the API later. Each change
// commits together with its audit row.
#pragma once

#include <optional>
#include <string>

#include "native/service/audit_writer.hpp"
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

class Accounts {
 public:
  Accounts(AuditWriter& writer, Store& store, const Clock& clock, Entropy& entropy);

  /// Creates the organisation, its administrator (bcrypt cost 12, generated password) and a key with the whole ceiling
  /// of its type, with rows ORG_CREATED, USER_CREATED, API_KEY_CREATED by `actor_name` (the OS user). Errors: conflict
  /// when a platform organisation or the e-mail address exists already.
  Result<CreatedOrg> create_org(const NewOrg& org, const std::string& actor_name);

 private:
  Result<void> check_free(OrgType type);

  AuditWriter& writer_;
  Store& store_;
  const Clock& clock_;
  Entropy& entropy_;
};

}  // namespace ratestack::service
