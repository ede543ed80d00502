// What a browser keeps after a sign-in that succeeded: proof that this user has signed in from it before. It opens
// nothing; it lets the owner of an account that strangers have locked try again in a bucket of their own.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "ratestack/base/ids.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/base/time.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/crypto/hmac.hpp"

namespace ratestack {

enum class DeviceTokenError {
  malformed_device_token = 1,
  forged,            // of another key, or altered
  other_user,        // genuine, of somebody else
  expired,           // older than the maximal age
  issued_in_future,  // by more than the clocks of two servers differ
};
boost::system::error_code make_error_code(DeviceTokenError error);

/// What a genuine token says. Only DeviceTokens makes one.
struct KnownDevice {
  using Id = std::array<std::uint8_t, 16>;
  UserId user_id;
  Timestamp issued_at;  // whole seconds
  Id id;                // random: tells one device from another
};

/// `v1.<user id>.<issued at, Unix seconds>.<device id>.<tag>`: the last two in base64url, the tag HMAC-SHA-256 over
/// "ratestack device v1|" and what stands before its dot. One text a token. Safe to use from any number of threads.
class DeviceTokens {
 public:
  static constexpr std::chrono::seconds kMaxAge{90 * 24 * 60 * 60};
  static constexpr std::chrono::seconds kClockSkew{60};
  static constexpr std::size_t kMaxTextSize = 128;

  /// A key of this purpose alone, 32 random bytes.
  explicit DeviceTokens(HmacSha256Key key) : key_(std::move(key)) {}

  [[nodiscard]] std::string make(const UserId& user, Timestamp now, Entropy& entropy) const;
  /// The tag is compared in constant time, and before the user and the time are. Whether the password has changed since
  /// `issued_at` is for the caller to judge.
  [[nodiscard]] Result<KnownDevice> check(std::string_view text, const UserId& user, Timestamp now,
                                          std::chrono::seconds max_age = kMaxAge) const;

 private:
  [[nodiscard]] Digest tag(std::string_view body) const;
  HmacSha256Key key_;
};

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::DeviceTokenError> : std::true_type {};
