// Passkeys of people (WebAuthn Level 3): registered, signed in and stepped up with, removed.
//
// A ceremony has two steps. The first answers options for the browser and a transaction: a sealed ticket of its
// challenge, good for one purpose, for one use and for minutes. Its use commits with what it was used for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "native/service/audit_writer.hpp"
#include "native/service/identity/guarded_check.hpp"
#include "native/service/identity/sign_in.hpp"
#include "native/service/identity/tickets.hpp"
#include "ratestack/identity/webauthn/assertion.hpp"
#include "ratestack/identity/webauthn/registration.hpp"

namespace ratestack::service {

/// What the first step of a ceremony answers.
struct PasskeyStart {
  JsonObject options;  // for navigator.credentials, by PublicKeyCredential.parse…OptionsFromJSON
  std::string transaction;
};

/// What it works with; all outlive it. `relying_party`: absent where passkeys are not offered.
struct PasskeyParts {
  Store& store;
  AuditWriter& writer;
  SignIn& sign_in;
  SecretGuard& guard;
  const LimitKeys& limit_keys;
  const Tickets& tickets;
  const Clock& clock;
  Entropy& entropy;
  const std::optional<RelyingParty>& relying_party;
};

/// Thread safe. Waits for the disk: never on a reactor thread. Every ceremony may answer passkeys_unavailable and the
/// errors of the store besides those it names.
class Passkeys {
 public:
  static constexpr std::size_t kMost = 20;  // of one user

  explicit Passkeys(const PasskeyParts& parts) : parts_(parts) {}

  /// too_many_passkeys.
  [[nodiscard]] Result<PasskeyStart> begin_registration(const User& user) const;
  /// The transaction must be this user's. Errors: passkey_refused (context: what was wrong, as WebAuthnError names it,
  /// or challenge_expired), too_many_passkeys, StoreError::conflict (the credential is registered). Each is recorded.
  [[nodiscard]] Result<Passkey> finish_registration(const User& user, std::string_view transaction,
                                                    const RegistrationResponse& response, std::string name,
                                                    const Asker& asker) const;
  /// StoreError::not_found: it is not this user's.
  [[nodiscard]] Result<void> remove(const UserId& user, const PasskeyId& id, const Asker& asker) const;

  /// For whoever comes: the passkey says who it is.
  [[nodiscard]] Result<PasskeyStart> begin_sign_in() const;
  /// A passkey is two factors in one (what its owner has, and what unlocks it), so no code is asked for. Errors:
  /// challenge_expired, locked_out, invalid_credentials whatever was wrong.
  void sign_in(std::string_view transaction, const AssertionResponse& response, const SignInContext& context,
               const SignInDone& done) const;

  /// For who holds a session, with passkeys of theirs alone. Errors: not_enrolled, those of a session.
  [[nodiscard]] Result<PasskeyStart> begin_step_up(const SessionToken& token) const;
  /// The transaction must be this session's. As sign_in; the session's token is replaced.
  void step_up(const SessionToken& token, std::string_view transaction, const AssertionResponse& response,
               const SignInContext& context, const SignInDone& done) const;

 private:
  /// A ceremony that was begun, as its ticket says.
  struct Begun {
    Ticket ticket;
    WebAuthnChallenge challenge;
  };
  /// An assertion and what it is held against.
  struct Attempt {
    Begun begun;
    std::optional<Passkey> passkey;  // absent: nobody's
    std::optional<User> owner;       // of the passkey
    std::optional<UserId> expected;  // whose it must be; absent: anybody's
    GuardedTry guarded;
  };
  using GoOn = std::function<void(const SignInDone&, SignInChange)>;

  [[nodiscard]] Result<PasskeyStart> start(
      std::string_view purpose, JsonObject fields,
      const std::function<JsonObject(const RelyingParty&, const WebAuthnChallenge&)>& options) const;
  [[nodiscard]] Result<Begun> read(std::string_view purpose, std::string_view transaction) const;
  [[nodiscard]] Result<Passkey> enrol(const User& user, std::string_view transaction,
                                      const RegistrationResponse& response, std::string name, const Asker& asker) const;
  [[nodiscard]] Result<void> insert(const Passkey& passkey, const Ticket& ticket, const Asker& asker) const;
  [[nodiscard]] Result<Attempt> attempt(Begun begun, const AssertionResponse& response, std::optional<UserId> expected,
                                        const SignInContext& context) const;
  [[nodiscard]] Result<VerifiedAssertion> judge(const Attempt& attempt, const AssertionResponse& response) const;
  /// Calls `go_on`, within this call, once the assertion holds.
  void check(const Attempt& attempt, const AssertionResponse& response, const SignInDone& done,
             const GoOn& go_on) const;
  void refuse(const GuardedTry& guarded, const Error& error, const SignInDone& done) const;

  const PasskeyParts parts_;
};

}  // namespace ratestack::service
