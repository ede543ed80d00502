// Signing in: from a first factor, over a second where one is enrolled, to a session (contract 3.3).
//
// Unknown account, disabled account and wrong password are one answer, in the same time: each costs one bcrypt, one
// reading and one audit row.
#pragma once

#include <chrono>
#include <string>

#include "native/service/audit_writer.hpp"
#include "native/service/identity/guarded_check.hpp"
#include "native/service/identity/password_hash.hpp"
#include "native/service/identity/password_worker.hpp"
#include "native/service/identity/second_factor.hpp"
#include "native/service/identity/sessions.hpp"
#include "native/service/identity/sign_in_types.hpp"
#include "native/service/identity/tickets.hpp"
#include "ratestack/identity/device_token.hpp"

namespace ratestack::service {

/// What it works with; all outlive it.
struct SignInParts {
  Store& store;
  AuditWriter& writer;
  Sessions& sessions;
  SecretGuard& guard;
  const LimitKeys& limit_keys;
  PasswordWorker& worker;
  const SecondFactors& factors;
  const Tickets& tickets;
  const DeviceTokens& devices;
  const SecretEncryptor& encryptor;
  const Clock& clock;
  Entropy& entropy;
  unsigned bcrypt_cost = kBcryptCost;
};

/// Thread safe. Each call reads the store: never on a reactor thread.
class SignIn {
 public:
  static constexpr std::chrono::seconds kChallengeLifetime{5 * 60};

  explicit SignIn(const SignInParts& parts) : parts_(parts) {}

  /// Errors: invalid_credentials, locked_out, busy (context: seconds), those of the store.
  void with_password(std::string email, SecretBytes password, const SignInContext& context, const SignInDone& done);
  /// Behind FactorNeeded. `method`: totp or recovery_code. Besides: challenge_expired.
  void with_code(std::string_view challenge, AuthMethod method, std::string_view code, const SignInContext& context,
                 const SignInDone& done);
  /// After a first factor that has been proven elsewhere (a provider): over the second one, where one is enrolled.
  void proven(User user, FirstFactor first, const SignInContext& context, const SignInDone& done);
  /// After all that is wanted has been proven. `change` runs in the transaction that makes the session, with which
  /// `upstream` is kept, its token sealed.
  void finish(User user, AuthMethods methods, const SignInContext& context, const SignInDone& done,
              SignInChange change = {}, Upstream upstream = {});

  /// Proves once more who holds a session: its token is replaced (contract 3.8). Errors besides: those of a session.
  void step_up_with_password(const SessionToken& token, SecretBytes password, const SignInContext& context,
                             const SignInDone& done);
  void step_up_with_code(const SessionToken& token, AuthMethod method, std::string_view code,
                         const SignInContext& context, const SignInDone& done);

  /// Who holds a session, and the session. Errors: those of a session.
  struct Holder {
    User user;
    SessionRecord session;
  };
  [[nodiscard]] Result<Holder> holder_of(const SessionToken& token) const;
  /// After the holder has proven once more who they are, by `proven`. `change` as in `finish`.
  void renew(const Holder& holder, AuthMethods proven, const SignInContext& context, const SignInDone& done,
             SignInChange change = {});

  /// Whether this is the user's password, on the worker, guarded. `done`: nothing, or the error.
  void check_password(const User& user, SecretBytes password, const SignInContext& context,
                      const std::function<void(Result<void>)>& done);

 private:
  struct PasswordTry;
  void verify(const std::shared_ptr<PasswordTry>& attempt);
  void judge_password(const std::shared_ptr<PasswordTry>& attempt);
  /// Calls `go_on`, within this call, after a right code.
  void check_code(const User& user, AuthMethod method, std::string_view code, const SignInContext& context,
                  const SignInDone& done, const std::function<void()>& go_on);
  [[nodiscard]] std::string device_of(const std::optional<User>& user, const SignInContext& context) const;
  [[nodiscard]] GuardedTry password_try(const std::optional<User>& user, const std::string& email,
                                        const SignInContext& context, const OrgId& org) const;
  [[nodiscard]] GuardedTry code_try(const User& user, const SignInContext& context) const;
  [[nodiscard]] Asker asker_for(const User& user, const SignInContext& context) const;

  const SignInParts parts_;
};

}  // namespace ratestack::service
