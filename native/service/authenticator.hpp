// API-key authentication: contract 3.2. Lockout joins it with the identity work.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "native/service/clock.hpp"
#include "native/service/principal.hpp"
#include "native/service/store.hpp"
#include "ratestack/identity/api_key_token.hpp"

namespace ratestack::service {

enum class AuthError { missing_credentials = 1, invalid_credentials, expired_credentials, revoked_credentials };
boost::system::error_code make_error_code(AuthError error);

/// Keeps proven records for a second, so that a busy key costs no database read a request: a key revoked by another
/// process stops working within that second.
class Authenticator {
 public:
  static constexpr std::int64_t kCacheMicros = 1'000'000;
  static constexpr std::size_t kMaxCached = 10'000;

  Authenticator(Store& store, const Clock& clock);

  /// From memory alone: absent when the key's record must be read first (call `authenticate` on a worker then).
  std::optional<Result<Principal>> try_cached(std::string_view bearer_token);
  /// May read the store. The same error for an unknown key and a wrong secret, after the same comparison.
  Result<Principal> authenticate(std::string_view bearer_token);

 private:
  struct Entry {
    ApiKey key;
    Org org;
    Timestamp read_at;
  };
  std::optional<Entry> cached(const KeyId& id);
  Result<std::optional<Entry>> read(const KeyId& id);
  Result<Principal> judge(const ApiKeyToken& token, const std::optional<Entry>& entry) const;

  Store& store_;
  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> cache_;
};

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::AuthError> : std::true_type {};
