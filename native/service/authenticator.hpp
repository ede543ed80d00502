// API-key authentication: contracts 3.2 and 3.9.
#pragma once

#include <array>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "native/service/audit_writer.hpp"
#include "native/service/clock.hpp"
#include "native/service/identity/use_notes.hpp"
#include "native/service/lockout/lockout.hpp"
#include "native/service/principal.hpp"
#include "native/service/store.hpp"
#include "ratestack/identity/api_key_token.hpp"

namespace ratestack::service {

enum class AuthError {
  missing_credentials = 1,
  invalid_credentials,
  expired_credentials,
  revoked_credentials,
  org_disabled,  // the organisation of a key that is right; when it is enabled again, the key works again
};
boost::system::error_code make_error_code(AuthError error);

/// What limits tries at the secret of a key, and where locks are recorded.
struct KeyGuard {
  Lockout& lockout;
  const LimitKeys& limit_keys;
  AuditWriter& writer;
};

/// Keeps proven records for a second, so that a busy key costs no database read a request: a key revoked by another
/// process stops working within that second, and what its organisation loses there is lost within it too.
class Authenticator {
 public:
  static constexpr std::int64_t kCacheMicros = 1'000'000;
  static constexpr std::size_t kMaxCached = 10'000;

  Authenticator(Store& store, const Clock& clock, const KeyGuard& guard);

  /// From memory alone: absent when something must be waited for (call `authenticate` on a worker then).
  std::optional<Result<Principal>> try_cached(std::string_view bearer_token);
  /// May read the store. The same error for an unknown key and a wrong secret, after the same comparison. Besides:
  /// IdentityError::locked_out.
  Result<Principal> authenticate(std::string_view bearer_token);

  /// What was read of this key counts no more: it was ended here.
  void forget(const KeyId& id);
  /// Likewise of all keys of an organisation whose settings were changed here.
  void forget(const OrgId& id);
  /// For the housekeeper.
  [[nodiscard]] UseNotes<KeyId>& uses() noexcept { return uses_; }

 private:
  struct Entry {
    ApiKey key;
    Org org;
    Timestamp read_at;
  };
  std::optional<Entry> cached(const KeyId& id);
  Result<std::optional<Entry>> read(const KeyId& id);
  /// Takes a token of the key's bucket before it looks at the secret, and gives it back to who has the right one.
  Result<Principal> judge(const ApiKeyToken& token, const std::optional<Entry>& entry);
  Result<Reservation> reserve(const ApiKey& key, const Org& org);
  [[nodiscard]] std::mutex& turn_of(const KeyId& id);

  Store& store_;
  const Clock& clock_;
  const KeyGuard guard_;
  UseNotes<KeyId> uses_;
  std::array<std::mutex, 64> turns_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> cache_;
};

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::AuthError> : std::true_type {};
