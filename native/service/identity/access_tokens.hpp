// Internal access tokens (contract 3.2): minted for the portal, verified on each request, their keys rotated with
// overlap.
//
// A new key is published at once and signs only after kPropagation, when every server and every cache of the key set
// has it; the one before stays published until the last token that it signed has expired.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "native/service/clock.hpp"
#include "native/service/identity/es256.hpp"
#include "native/service/store.hpp"
#include "ratestack/identity/access_claims.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

inline constexpr std::chrono::seconds kKeyPropagation{10 * 60};
inline constexpr std::chrono::seconds kKeySetCacheTime{5 * 60};  // what /.well-known/jwks.json tells caches; below that

/// A key of the database, ready for use.
struct TokenKey {
  std::string kid;
  Timestamp activates_at;
  std::optional<Timestamp> retires_at;
  Es256Verifier verifier;
  std::optional<Es256PrivateKey> signer;  // absent: sealed under a master key that this server lacks
};

/// Signs now: the one that became active last, and has not retired. Null: none does.
[[nodiscard]] const TokenKey* signing_key(const std::vector<TokenKey>& keys, Timestamp now);

struct MintedToken {
  std::string text;
  Timestamp expires_at;
};

/// Thread safe.
class AccessTokens {
 public:
  /// Reads the keys, and makes the first one where there is none that signs. `issuer` is what `iss` says.
  static Result<std::unique_ptr<AccessTokens>> open(Store& store, const SecretEncryptor& encryptor, const Clock& clock,
                                                    Entropy& entropy, std::string issuer);

  /// A token for the session; the same one again while half of its life is left and it says the same.
  /// JwtError::too_long: more roles and grants than a token holds. JwtError::unknown_key: no key signs now.
  [[nodiscard]] Result<MintedToken> mint(const AccessClaims& access);
  /// Proven claims. JwtError; does not ask whether the session lives.
  [[nodiscard]] Result<AccessClaims> verify(std::string_view token);
  /// {"keys":[...]}: every key that a live token may name.
  [[nodiscard]] std::string key_set() const;

  /// Reads the keys again: what another server or the command line has rotated. For the housekeeper.
  Result<void> reload();

 private:
  using Keys = std::vector<TokenKey>;
  struct Minted {
    Digest claims;  // of everything but the times
    MintedToken token;
  };

  AccessTokens(Store& store, const SecretEncryptor& encryptor, const Clock& clock, std::string issuer)
      : store_(store), encryptor_(encryptor), clock_(clock), issuer_(std::move(issuer)) {}
  [[nodiscard]] std::shared_ptr<const Keys> keys() const;
  [[nodiscard]] std::optional<MintedToken> remembered(const SessionId& id, const Digest& claims, Timestamp now);
  void remember(const SessionId& id, Minted minted);
  /// Whether the caller, and nobody else, is to look for a key that is not here.
  [[nodiscard]] bool claim_reload(Timestamp now);

  static constexpr std::size_t kMaxRemembered = 16'384;

  Store& store_;
  const SecretEncryptor& encryptor_;
  const Clock& clock_;
  const std::string issuer_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Keys> keys_ = std::make_shared<Keys>();
  std::unordered_map<std::string, Minted> minted_;
  Timestamp reload_claimed_at_;
};

/// A key that nobody has stored yet.
struct FreshTokenKey {
  SecretBytes pkcs8;
  std::string jwk, kid;
};
[[nodiscard]] Result<FreshTokenKey> make_token_key();

/// Stores a key that signs from `activates_at` on, and lets the others retire once their last token has expired.
[[nodiscard]] Result<ServerKeyId> put_token_key(WriteTransaction& transaction, const SecretEncryptor& encryptor,
                                                Entropy& entropy, const FreshTokenKey& fresh,
                                                const std::vector<ServerKey>& present, Timestamp now,
                                                Timestamp activates_at);
/// The same, with a key made for it.
[[nodiscard]] Result<ServerKeyId> rotate_token_key(WriteTransaction& transaction, const SecretEncryptor& encryptor,
                                                   Entropy& entropy, const std::vector<ServerKey>& present,
                                                   Timestamp now, Timestamp activates_at);

}  // namespace ratestack::service
