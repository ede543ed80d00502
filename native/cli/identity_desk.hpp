// What the commands on people, sessions and keys work with: an open installation, and identity's services over it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "native/cli/data_access.hpp"
#include "native/service/asker.hpp"
#include "native/service/identity/api_keys.hpp"
#include "native/service/identity/identity.hpp"
#include "native/service/identity/users.hpp"

namespace ratestack::cli {

struct IdentityDesk {
  IdentityDesk(Installation opened, const service::IdentitySettings& settings, const Console& console_);

  const Console& console;
  Installation installation;
  service::SessionRules session_rules;
  service::AuditWriter writer;
  service::PasswordWorker worker;
  service::Passwords passwords;
  service::Users users;
  service::ApiKeys api_keys;

  // Each answers nothing after having said on the console what is wrong.
  [[nodiscard]] std::optional<service::Org> find_org(const std::string& id) const;
  /// By id or e-mail address.
  [[nodiscard]] std::optional<service::User> find_user(const std::string& id_or_email) const;
  [[nodiscard]] std::optional<service::ApiKey> find_key(const std::string& id) const;

  /// The account that the command runs as, in this organisation's chain.
  [[nodiscard]] service::Asker asker(const OrgId& org) const;
  /// Says what came of it. `conflict`: what is said of StoreError::conflict.
  [[nodiscard]] ExitCode fail(const Error& error, const std::string& conflict = {}) const;
};

/// Null after having said on the console what is wrong. The console must outlive it.
[[nodiscard]] std::unique_ptr<IdentityDesk> open_desk(DataAccess& data, const Console& console);

}  // namespace ratestack::cli
