// Changing passwords: the rules of the policy, the window of those that may not come back, the end of other sessions.
#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "native/service/asker.hpp"
#include "native/service/audit_writer.hpp"
#include "native/service/identity/password_hash.hpp"
#include "native/service/identity/password_worker.hpp"
#include "ratestack/identity/auth_methods.hpp"
#include "ratestack/identity/password_policy.hpp"

namespace ratestack::service {

/// A sliding window: a password is refused that is among the last so many, or was in use within so long (claim 3). The
/// present one counts besides. However often it was changed, the latest kMaxCompared alone are looked at: each costs a
/// bcrypt.
struct ReuseRules {
  static constexpr std::size_t kMaxCompared = 24;
  std::size_t last = 8;  // at most kMaxCompared
  std::chrono::seconds within{std::chrono::hours(24) * 365};
};

struct PasswordSettings {
  PasswordRules rules;
  std::size_t min_without_second_factor = 12;  // of characters; production asks for 15
  ReuseRules reuse;
  unsigned bcrypt_cost = kBcryptCost;
  /// Thread safe; may wait for the disk, so it is asked where bcrypt runs, never on a reactor thread. Absent: no list.
  std::function<bool(std::string_view)> is_breached = {};
};

/// Thread safe.
class Passwords {
 public:
  using Done = std::function<void(Result<void>)>;

  Passwords(Store& store, AuditWriter& writer, PasswordWorker& worker, Entropy& entropy, PasswordSettings settings)
      : store_(store), writer_(writer), worker_(worker), entropy_(entropy), settings_(std::move(settings)) {}

  /// Sets it and ends the user's sessions but `kept`, with its row PASSWORD_CHANGED. Whether the user may is the
  /// caller's to know. Reads the store; hashes, and asks the list, on the worker. Errors: weak_password (context: the
  /// flaw's name, ": ", a sentence), busy, those of the store.
  void change(const User& user, SecretBytes password, std::optional<SessionId> kept, Asker asker, const Done& done);
  /// The same, waiting: for command lines.
  [[nodiscard]] Result<void> change_and_wait(const User& user, const SecretBytes& password, const Asker& asker);

  /// The hash of somebody's first password, whose sign-in it is by itself. Waits: for command lines. weak_password.
  [[nodiscard]] Result<std::string> hash_first(const SecretBytes& password, const PasswordOwner& owner) const;

 private:
  struct Change {
    User user;
    std::vector<UsedPassword> used;
    std::optional<SessionId> kept;
    Asker asker;
  };
  /// What the password shows by itself. weak_password.
  [[nodiscard]] Result<void> judge(std::string_view password, const PasswordOwner& owner, Assurance reachable) const;
  /// What the list says of it. weak_password.
  [[nodiscard]] Result<void> look_up(std::string_view password) const;
  [[nodiscard]] Result<Change> prepare(const User& user, const SecretBytes& password, std::optional<SessionId> kept,
                                       Asker asker) const;
  [[nodiscard]] Result<AppendJob> make_job(const Change& change, const SecretBytes& password);

  Store& store_;
  AuditWriter& writer_;
  PasswordWorker& worker_;
  Entropy& entropy_;
  const PasswordSettings settings_;
};

[[nodiscard]] Error weak_password(PasswordFlaw flaw);

}  // namespace ratestack::service
