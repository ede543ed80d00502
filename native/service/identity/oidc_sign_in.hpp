// Signing in with an account elsewhere, and linking one to a person who is signed in here.
//
// An account is known by (issuer, subject) alone. Nobody is made or found by an address that a provider states: who
// wants to sign in through a provider links the account first, while they are signed in and have lately proven who they
// are.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "native/service/asker.hpp"
#include "native/service/identity/oidc_client.hpp"
#include "native/service/identity/sign_in.hpp"

namespace ratestack::service {

/// What it works with; all outlive it.
struct OidcParts {
  Store& store;
  AuditWriter& writer;
  SignIn& sign_in;
  SecretGuard& guard;
  const LimitKeys& limit_keys;
  const Tickets& tickets;
  const Clock& clock;
  Entropy& entropy;
};

/// A provider that is configured here.
struct OidcOffer {
  OidcProvider provider;
  bool answers_by_post;  // its answer is a cross-site POST: a cookie has to be SameSite=None to come along
};

/// Where to send the browser, and what it has to bring back with the answer.
struct OidcStarted {
  std::string authorization_url;
  std::string transaction;  // sealed; good for one answer, for kOidcTransactionLifetime
  OidcOffer offer;
};

/// As the browser brought it to the redirect URI.
struct OidcAnswer {
  std::string transaction;
  std::string form;  // the query without "?", or the posted form
};

struct OidcSignedIn {
  SignInOutcome outcome;
  std::string return_path;
};

struct OidcLinked {
  OidcAccount account;
  std::string return_path;
};

/// Names an account in an address: the first half of SHA-256 of issuer and subject, in hex.
[[nodiscard]] std::string link_id(const OidcAccount& account);

/// Thread safe. `start`, `sign_in` and `link` wait for the provider, a few seconds at most: in a lane of their own.
class OidcSignIn {
 public:
  OidcSignIn(const OidcParts& parts, std::vector<std::unique_ptr<OidcClient>> clients)
      : parts_(parts), clients_(std::move(clients)) {}

  [[nodiscard]] std::vector<OidcOffer> offers() const;
  /// unknown_provider: none that is configured here.
  [[nodiscard]] Result<OidcClient*> client_of(OidcProvider provider) const;

  /// Errors: unknown_provider, provider_unavailable, provider_refused; OidcError::malformed_return_path.
  [[nodiscard]] Result<OidcStarted> start(OidcProvider provider, OidcTransaction::Start start) const;

  /// Errors: unknown_provider, challenge_expired (no transaction of this provider's sign-ins, an old one, one that was
  /// answered before, an answer to another), locked_out, provider_unavailable, provider_refused, declined,
  /// account_not_linked, invalid_credentials (a disabled user). All but the first two are recorded.
  void sign_in(OidcProvider provider, const OidcAnswer& answer, const SignInContext& context,
               const std::function<void(Result<OidcSignedIn>)>& done) const;

  /// To the user that `start` was told. Linking what is linked already changes nothing. Errors besides: account_linked.
  [[nodiscard]] Result<OidcLinked> link(OidcProvider provider, const OidcAnswer& answer, const User& user,
                                        const Asker& asker) const;
  /// StoreError::not_found where the user has no such account.
  [[nodiscard]] Result<void> unlink(const User& user, std::string_view link_id, const Asker& asker) const;

 private:
  struct Opened {
    OidcTransaction transaction;
    OidcCallback callback;
  };
  [[nodiscard]] Result<Opened> open(OidcProvider provider, const OidcAnswer& answer) const;
  [[nodiscard]] Result<void> spend(const OidcTransaction& transaction) const;
  [[nodiscard]] Result<OidcProof> prove(OidcClient& client, const Opened& opened) const;
  [[nodiscard]] Result<User> user_of(const OidcIdentity& identity) const;
  [[nodiscard]] GuardedTry try_of(const SignInContext& context, const OrgId& org) const;

  const OidcParts parts_;
  const std::vector<std::unique_ptr<OidcClient>> clients_;
};

}  // namespace ratestack::service
