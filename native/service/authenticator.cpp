#include "native/service/authenticator.hpp"

#include "native/service/authorization/authorization_records.hpp"
#include "native/service/identity/identity_error.hpp"
#include "native/service/identity/identity_events.hpp"
#include "ratestack/base/error_enum.hpp"
#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/policy/authorizer.hpp"

namespace ratestack::service {
namespace {

constexpr std::int64_t kNoteUseMicros = 60'000'000;

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
    case AuthError::org_disabled:
      return "org_disabled";
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
          .capabilities = key.capabilities & bounds_of(policy_of(org))};
}

}  // namespace

boost::system::error_code make_error_code(AuthError error) {
  static constexpr EnumCategory<AuthError, describe> kCategory{"auth"};
  return {static_cast<int>(error), kCategory};
}

Authenticator::Authenticator(Store& store, const Clock& clock, const KeyGuard& guard)
    : store_(store), clock_(clock), guard_(guard) {}

std::optional<Result<Principal>> Authenticator::try_cached(std::string_view bearer_token) {
  const auto token = read_token(bearer_token);
  if (!token) return Result<Principal>(token.error());
  if (guard_.lockout.may_wait()) return std::nullopt;
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

void Authenticator::forget(const KeyId& id) {
  const std::lock_guard lock(mutex_);
  cache_.erase(id.text());
}

void Authenticator::forget(const OrgId& id) {
  const std::lock_guard lock(mutex_);
  std::erase_if(cache_, [&](const auto& cached) { return cached.second.org.id == id; });
}

std::mutex& Authenticator::turn_of(const KeyId& id) {
  return turns_[std::hash<std::string>()(id.text()) % turns_.size()];
}

Result<Reservation> Authenticator::reserve(const ApiKey& key, const Org& org) {
  const std::array keys{guard_.limit_keys.api_key(key.id)};
  LockoutDecision decision = guard_.lockout.reserve(keys);
  for (const LockoutChange& change : decision.changes) {
    const Asker asker{
        {ActorType::service, "api-keys", std::nullopt, org.id}, org.id, "lock-" + key.id.text(), clock_.now()};
    AppendJob job;
    job.events.push_back(lockout_event(asker, change, {"api_key", key.id.text(), org.id}));
    job.done = [](const Result<AppendOutcome>&) {};  // the decision stands, recorded or not
    guard_.writer.submit(std::move(job));
  }
  if (decision.reservation) return std::move(*decision.reservation);
  return Error(IdentityError::locked_out, std::to_string(decision.retry_after.count()));
}

// An id is no secret: one that nobody has is refused at once, and fills no bucket.
Result<Principal> Authenticator::judge(const ApiKeyToken& token, const std::optional<Entry>& entry) {
  if (!entry) return AuthError::invalid_credentials;
  const ApiKey& key = entry->key;
  // One at a time: requests of a busy client at the same moment are no guesses, and must not empty its bucket together.
  const std::lock_guard turn(turn_of(key.id));
  const auto reservation = reserve(key, entry->org);
  if (!reservation) return reservation.error();
  if (!constant_time_equal(token.secret_hash, key.secret_hash)) return AuthError::invalid_credentials;
  guard_.lockout.give_back(reservation.value());
  const Timestamp now = clock_.now();
  if (key.revoked_at) return AuthError::revoked_credentials;
  if (key.expires_at && *key.expires_at <= now) return AuthError::expired_credentials;
  if (entry->org.disabled_at) return AuthError::org_disabled;
  if (!key.last_used_at || now.micros() - key.last_used_at->micros() > kNoteUseMicros) uses_.note(key.id, now);
  return principal_of(key, entry->org);
}

}  // namespace ratestack::service
