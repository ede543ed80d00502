// What has to be remembered of a sign-in between sending a browser to its provider and the answer. It is held by that
// browser in a sealed cookie, so that an answer is worth something there alone.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "ratestack/base/ids.hpp"
#include "ratestack/base/time.hpp"
#include "ratestack/crypto/digest.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/encoding/json.hpp"
#include "ratestack/identity/oidc_rules.hpp"

namespace ratestack {

inline constexpr std::chrono::seconds kOidcTransactionLifetime{10 * 60};

/// `state`, `nonce` and the PKCE verifier are 32 random bytes each, in base64url: 43 characters, which RFC 7636
/// section 4.1 asks for at least.
class OidcTransaction {
 public:
  static constexpr std::size_t kMaxReturnPath = 512;  // all of it travels in one cookie

  struct Start {
    std::string return_path = "/";           // where the browser goes afterwards
    std::optional<UserId> linked_user = {};  // set: links the account to this user, who is signed in; else signs in
  };

  /// Error: malformed_return_path, for anything but a path on this site (is_local_return_path) of that length.
  static Result<OidcTransaction> begin(const OidcRules& rules, Start start, Entropy& entropy, Timestamp now);

  /// For sealing. It holds the PKCE verifier: seal it, do not log it.
  [[nodiscard]] JsonObject to_fields() const;
  /// Ignores members that are not its own (a seal may add some). Error: malformed_transaction.
  static Result<OidcTransaction> from_fields(const JsonObject& fields);

  [[nodiscard]] OidcProvider provider() const noexcept { return provider_; }
  [[nodiscard]] const std::string& state() const noexcept { return state_; }
  [[nodiscard]] const std::string& nonce() const noexcept { return nonce_; }
  [[nodiscard]] const std::string& code_verifier() const noexcept { return code_verifier_; }
  /// BASE64URL(SHA-256(verifier)), RFC 7636 section 4.2: S256, never plain.
  [[nodiscard]] std::string code_challenge() const;
  [[nodiscard]] const std::string& redirect_uri() const noexcept { return redirect_uri_; }
  [[nodiscard]] const std::string& return_path() const noexcept { return start_.return_path; }
  [[nodiscard]] const std::optional<UserId>& linked_user() const noexcept { return start_.linked_user; }
  [[nodiscard]] Timestamp created_at() const noexcept { return created_at_; }
  [[nodiscard]] bool is_expired(Timestamp now) const noexcept;
  /// What a store of spent transactions keys on: each is good for one answer.
  [[nodiscard]] Digest state_hash() const noexcept;

 private:
  OidcTransaction() = default;

  OidcProvider provider_ = OidcProvider::google;
  Start start_;
  std::string state_, nonce_, code_verifier_, redirect_uri_;
  Timestamp created_at_;
};

}  // namespace ratestack
