#include "native/service/identity/access_tokens.hpp"

#include "native/service/identity/server_keys.hpp"
#include "native/service/identity/token_key_order.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/identity/json_web_key.hpp"

namespace ratestack::service {
namespace {

constexpr std::int64_t kReloadAtMostMicros = 5'000'000;  // for tokens that name an unknown key: anybody can make those

Timestamp later(Timestamp time, std::chrono::seconds by) {
  return Timestamp::from_micros(time.micros() + std::chrono::microseconds(by).count());
}

Result<TokenKey> read_key(const SecretEncryptor& encryptor, const ServerKey& record) {
  const auto point = parse_p256_jwk(record.public_key);
  if (!point) return point.error();
  auto verifier = Es256Verifier::of(point.value());
  if (!verifier) return verifier.error();
  TokenKey key{thumbprint(point.value()), record.activates_at, record.retires_at, std::move(verifier.value()), {}};
  const auto opened = open_server_key(encryptor, record);
  if (!opened) return key;
  auto signer = Es256PrivateKey::from_pkcs8(opened.value().expose());
  if (signer) key.signer.emplace(std::move(signer.value()));
  return key;
}

std::vector<JwtKey> verifying_keys(const std::vector<TokenKey>& keys, Timestamp now) {
  std::vector<JwtKey> out;
  for (const TokenKey& key : keys) {
    if (!is_retired(key, now)) out.push_back({key.kid, &key.verifier});
  }
  return out;
}

// Two requests of one session get one token; what it says without its times tells whether it still says the right
// thing.
Digest digest_of(const AccessClaims& access) {
  const JsonObject claims = to_claims(access, {}, Timestamp());
  return sha256(as_bytes(CanonicalJson::from_value(claims).value().view()));
}

}  // namespace

const TokenKey* signing_key(const std::vector<TokenKey>& keys, Timestamp now) {
  return newest_active(keys, now, [](const TokenKey& key) { return key.signer.has_value(); });
}

Result<FreshTokenKey> make_token_key() {
  const auto fresh = Es256PrivateKey::generate();
  if (!fresh) return fresh.error();
  auto pkcs8 = fresh.value().to_pkcs8();
  if (!pkcs8) return pkcs8.error();
  const P256Point& point = fresh.value().public_point();
  std::string kid = thumbprint(point);
  std::string jwk = CanonicalJson::from_value(to_jwk(point, kid)).value().text();
  return FreshTokenKey{std::move(pkcs8.value()), std::move(jwk), std::move(kid)};
}

Result<ServerKeyId> put_token_key(WriteTransaction& transaction, const SecretEncryptor& encryptor, Entropy& entropy,
                                  const FreshTokenKey& fresh, const std::vector<ServerKey>& present, Timestamp now,
                                  Timestamp activates_at) {
  // A token that was signed in the last moment, and a clock that is a little behind.
  const Timestamp gone = later(activates_at, 2 * kAccessTokenLifetime);
  for (const ServerKey& key : present) {
    if (auto retired = transaction.identity().retire_server_key(key.id, gone); !retired) return retired.error();
  }
  return store_server_key(transaction, encryptor, entropy,
                          {kTokenKeyPurpose, fresh.pkcs8.expose(), fresh.jwk, activates_at}, now);
}

Result<ServerKeyId> rotate_token_key(WriteTransaction& transaction, const SecretEncryptor& encryptor, Entropy& entropy,
                                     const std::vector<ServerKey>& present, Timestamp now, Timestamp activates_at) {
  const auto fresh = make_token_key();
  if (!fresh) return fresh.error();
  return put_token_key(transaction, encryptor, entropy, fresh.value(), present, now, activates_at);
}

Result<std::unique_ptr<AccessTokens>> AccessTokens::open(Store& store, const SecretEncryptor& encryptor,
                                                         const Clock& clock, Entropy& entropy, std::string issuer) {
  std::unique_ptr<AccessTokens> tokens(new AccessTokens(store, encryptor, clock, std::move(issuer)));
  if (auto read = tokens->reload(); !read) return read.error();
  const Timestamp now = clock.now();
  if (signing_key(*tokens->keys(), now) != nullptr) return tokens;
  auto made = store.transact([&](WriteTransaction& transaction) -> Result<void> {
    const auto key = rotate_token_key(transaction, encryptor, entropy, {}, now, now);
    if (!key) return key.error();
    return {};
  });
  if (!made) return made.error();
  if (auto read = tokens->reload(); !read) return read.error();
  return tokens;
}

std::shared_ptr<const AccessTokens::Keys> AccessTokens::keys() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

Result<void> AccessTokens::reload() {
  const auto records = store_.identity().server_keys(kTokenKeyPurpose);
  if (!records) return records.error();
  const Timestamp now = clock_.now();
  auto keys = std::make_shared<Keys>();
  for (const ServerKey& record : records.value()) {
    if (record.retires_at && *record.retires_at <= now) continue;
    auto key = read_key(encryptor_, record);
    if (!key) return key.error();
    keys->push_back(std::move(key.value()));
  }
  const std::lock_guard lock(mutex_);
  keys_ = std::move(keys);
  reload_claimed_at_ = now;
  return {};
}

std::optional<MintedToken> AccessTokens::remembered(const SessionId& id, const Digest& claims, Timestamp now) {
  const std::lock_guard lock(mutex_);
  const auto found = minted_.find(id.text());
  if (found == minted_.end() || found->second.claims != claims) return std::nullopt;
  const Timestamp fresh_until = found->second.token.expires_at;
  if (later(now, kAccessTokenLifetime / 2) > fresh_until) return std::nullopt;
  return found->second.token;
}

void AccessTokens::remember(const SessionId& id, Minted minted) {
  const std::lock_guard lock(mutex_);
  if (minted_.size() >= kMaxRemembered) minted_.clear();
  minted_.insert_or_assign(id.text(), std::move(minted));
}

Result<MintedToken> AccessTokens::mint(const AccessClaims& access) {
  const Timestamp now = clock_.now();
  const Digest claims = digest_of(access);
  if (auto token = remembered(access.session_id, claims, now)) return std::move(*token);
  const auto present = keys();
  const TokenKey* const key = signing_key(*present, now);
  if (key == nullptr) return JwtError::unknown_key;
  std::string input =
      jwt_signing_input(SignatureAlgorithm::es256, key->kid, kAccessTokenType, to_claims(access, issuer_, now));
  const auto signature = key->signer.value().sign(as_bytes(input));
  if (!signature) return signature.error();
  const std::int64_t whole_seconds = now.micros() / 1'000'000 * 1'000'000;
  MintedToken token{finish_jwt(std::move(input), signature.value()),
                    later(Timestamp::from_micros(whole_seconds), kAccessTokenLifetime)};
  if (token.text.size() > CompactJwt::kMaxBytes) return JwtError::too_long;
  remember(access.session_id, {claims, token});
  return token;
}

// Claimed before it is done: neither a slow store nor one that fails may be asked more often.
bool AccessTokens::claim_reload(Timestamp now) {
  const std::lock_guard lock(mutex_);
  if (now.micros() - reload_claimed_at_.micros() < kReloadAtMostMicros) return false;
  reload_claimed_at_ = now;
  return true;
}

Result<AccessClaims> AccessTokens::verify(std::string_view token) {
  auto parsed = CompactJwt::parse(token);
  if (!parsed) return parsed.error();
  const Timestamp now = clock_.now();
  auto present = keys();
  auto jwt = verify_jwt(parsed.value(), verifying_keys(*present, now), access_token_rules(issuer_), now);
  if (!jwt && jwt.error().code == JwtError::unknown_key && claim_reload(now)) {
    if (auto read = reload(); !read) return read.error();
    present = keys();
    jwt = verify_jwt(parsed.value(), verifying_keys(*present, now), access_token_rules(issuer_), now);
  }
  if (!jwt) return jwt.error();
  return read_access_claims(jwt.value());
}

std::string AccessTokens::key_set() const {
  const auto present = keys();
  const Timestamp now = clock_.now();
  JsonArray keys;
  for (const TokenKey& key : *present) {
    if (!is_retired(key, now)) keys.push_back(to_jwk(key.verifier.point(), key.kid));
  }
  return CanonicalJson::from_value(JsonObject{{"keys", std::move(keys)}}).value().text();
}

}  // namespace ratestack::service
