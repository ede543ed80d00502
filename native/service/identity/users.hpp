// People of organisations, as an operator manages them: created, disabled, enabled, their sessions ended. Each change
// commits with its audit row, in the chain of the person's organisation.
#pragma once

#include <string>
#include <string_view>

#include "native/service/asker.hpp"
#include "native/service/audit_writer.hpp"
#include "native/service/identity/passwords.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/policy/role.hpp"

namespace ratestack::service {

struct NewUser {
  std::string email;  // an address of is_email_address; kept in lower case
  std::string name;   // may be empty
  RoleSet roles;      // that exist in an organisation of its type: the caller's to check
};

/// Whether mail could go there, as far as its form tells: one @ with something before it and a host behind it, no space
/// and no control character, at most 254 bytes (RFC 5321 section 4.5.3.1.3).
[[nodiscard]] bool is_email_address(std::string_view text) noexcept;

/// Thread safe. Waits for the disk: never on a reactor thread.
class Users {
 public:
  Users(AuditWriter& writer, Entropy& entropy, const Passwords& passwords)
      : writer_(writer), entropy_(entropy), passwords_(passwords) {}

  /// In the organisation that the asker asks for, as its member. Takes one bcrypt. Row USER_CREATED. Errors:
  /// weak_password, conflict (the address is taken), those of the store.
  [[nodiscard]] Result<User> create(const NewUser& user, const SecretBytes& password, const Asker& asker);
  /// Ends their sessions at once. Row USER_DISABLED. conflict: disabled already.
  [[nodiscard]] Result<void> disable(const User& user, const Asker& asker);
  /// Row USER_ENABLED. conflict: not disabled.
  [[nodiscard]] Result<void> enable(const User& user, const Asker& asker);

  /// One session, from its next request on. Row SESSION_REVOKED. not_found: it has ended already.
  [[nodiscard]] Result<void> end_session(const SessionRecord& session, const Asker& asker);
  /// Every live one; answers how many. Row SESSION_REVOKED.
  [[nodiscard]] Result<std::size_t> end_sessions(const User& user, const Asker& asker);

 private:
  [[nodiscard]] Result<void> write(AuditEvent event, std::function<Result<void>(WriteTransaction&)> change);

  AuditWriter& writer_;
  Entropy& entropy_;
  const Passwords& passwords_;
};

}  // namespace ratestack::service
