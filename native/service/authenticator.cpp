#include "native/service/authenticator.hpp"

#include "ratestack/base/error_enum.hpp"
#include "ratestack/crypto/constant_time.hpp"

namespace ratestack::service {
namespace {

std::string_view describe(AuthError error) {
  switch (error) {
    case AuthError::missing_credentials:
      return "missing_credentials";
    case AuthError::invalid_credentials:
      return "invalid_credentials";
    case AuthError::expired_credentials:
      return "expired_credentials";
    case AuthError::revoked_credentials:
      return "revoked_credentials";
  }
  return "unknown";
}

Result<ApiKeyToken> read_token(std::string_view bearer_token) {
  if (bearer_token.empty()) return AuthError::missing_credentials;
  auto token = ApiKeyToken::parse(bearer_token);
  if (!token) return AuthError::invalid_credentials;
  return token;
}

Principal principal_of(const ApiKey& key, const Org& org) {
  return {.actor = {ActorType::api_key, key.id.text(), key.id.text(), org.id},
          .org_id = org.id,
          .org_type = org.type,
          .capabilities = key.capabilities & ceiling(org.type)};
}

}  // namespace

boost::system::error_code make_error_code(AuthError error) {
  static constexpr EnumCategory<AuthError, describe> kCategory{"auth"};
  return {static_cast<int>(error), kCategory};
}

Authenticator::Authenticator(Store& store, const Clock& clock) : store_(store), clock_(clock) {}

std::optional<Result<Principal>> Authenticator::try_cached(std::string_view bearer_token) {
  const auto token = read_token(bearer_token);
  if (!token) return Result<Principal>(token.error());
  const auto entry = cached(token->key_id);
  if (!entry) return std::nullopt;
  return judge(*token, entry);
}

Result<Principal> Authenticator::authenticate(std::string_view bearer_token) {
  const auto token = read_token(bearer_token);
  if (!token) return token.error();
  auto entry = cached(token->key_id);
  if (entry) return judge(*token, entry);
  auto found = read(token->key_id);
  if (!found) return found.error();
  return judge(*token, *found);
}

std::optional<Authenticator::Entry> Authenticator::cached(const KeyId& id) {
  const std::lock_guard lock(mutex_);
  const auto found = cache_.find(id.text());
  if (found == cache_.end()) return std::nullopt;
  // A clock that was stepped back makes an entry look younger than nothing: read again.
  const std::int64_t age = clock_.now().micros() - found->second.read_at.micros();
  if (age < 0 || age >= kCacheMicros) return std::nullopt;
  return found->second;
}

// Unknown ids are not kept: whoever guesses ids must not fill the cache.
Result<std::optional<Authenticator::Entry>> Authenticator::read(const KeyId& id) {
  const Timestamp now = clock_.now();
  auto key = store_.find_api_key(id);
  if (!key) return key.error();
  if (!*key) return std::optional<Entry>();
  auto org = store_.find_org((*key)->org_id);
  if (!org) return org.error();
  if (!*org) return std::optional<Entry>();
  Entry entry{std::move(**key), std::move(**org), now};
  const std::lock_guard lock(mutex_);
  if (cache_.size() >= kMaxCached) cache_.clear();
  cache_.insert_or_assign(id.text(), entry);
  return std::optional<Entry>(std::move(entry));
}

Result<Principal> Authenticator::judge(const ApiKeyToken& token, const std::optional<Entry>& entry) const {
  // An unknown key is compared too, with a hash that no secret has.
  const Digest stored = entry ? entry->key.secret_hash : Digest{};
  if (!constant_time_equal(token.secret_hash, stored) || !entry) return AuthError::invalid_credentials;
  const ApiKey& key = entry->key;
  if (key.revoked_at) return AuthError::revoked_credentials;
  if (key.expires_at && *key.expires_at <= clock_.now()) return AuthError::expired_credentials;
  return principal_of(key, entry->org);
}

}  // namespace ratestack::service
