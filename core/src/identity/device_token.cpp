#include "ratestack/identity/device_token.hpp"

#include <charconv>
#include <optional>

#include "ratestack/base/error_enum.hpp"
#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kPurpose = "ratestack device v1|";
constexpr std::string_view kVersion = "v1";
constexpr std::size_t kMaxTimeDigits = 12;  // the year 33658
constexpr std::int64_t kMicros = 1'000'000;

std::string_view describe(DeviceTokenError error) {
  constexpr std::array<std::string_view, 5> kNames{"malformed_device_token", "forged_device_token",
                                                   "other_users_device_token", "device_token_expired",
                                                   "device_token_from_future"};
  const auto index = static_cast<std::size_t>(error) - 1;
  return index < kNames.size() ? kNames[index] : "unknown";
}

/// Cuts the text up to the next dot off `rest`.
std::string_view next_part(std::string_view& rest) {
  const std::string_view part = rest.substr(0, rest.find('.'));
  rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  return part;
}

// Canonical decimal of seconds, so that a token has one text.
std::optional<Timestamp> parse_seconds(std::string_view text) {
  std::int64_t seconds = 0;
  if (text.empty() || text.size() > kMaxTimeDigits || text.front() < '1') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return Timestamp::from_micros(seconds * kMicros);
}

Result<KnownDevice> parse_body(std::string_view body) {
  const std::string_view version = next_part(body);
  auto user = UserId::parse(next_part(body));
  const auto issued_at = parse_seconds(next_part(body));
  KnownDevice::Id id{};
  const bool read = version == kVersion && user && issued_at && base64url_decode_into(body, id);
  if (!read) return DeviceTokenError::malformed_device_token;
  return KnownDevice{std::move(user.value()), *issued_at, id};
}

}  // namespace

boost::system::error_code make_error_code(DeviceTokenError error) {
  static constexpr EnumCategory<DeviceTokenError, describe> kCategory{"device_token"};
  return {static_cast<int>(error), kCategory};
}

Digest DeviceTokens::tag(std::string_view body) const {
  const std::array parts{as_bytes(kPurpose), as_bytes(body)};
  return key_.tag_of_parts(parts);
}

std::string DeviceTokens::make(const UserId& user, Timestamp now, Entropy& entropy) const {
  KnownDevice::Id id{};
  entropy.fill(id);
  std::string body(kVersion);
  body.append(1, '.').append(user.view()).append(1, '.').append(std::to_string(now.micros() / kMicros));
  body.append(1, '.').append(base64url_encode(id));
  const Digest mac = tag(body);
  return std::move(body) + '.' + base64url_encode(mac.bytes);
}

Result<KnownDevice> DeviceTokens::check(std::string_view text, const UserId& user, Timestamp now,
                                        std::chrono::seconds max_age) const {
  const std::size_t dot = text.rfind('.');
  Digest presented;
  const bool shaped = text.size() <= kMaxTextSize && dot != std::string_view::npos &&
                      base64url_decode_into(text.substr(dot + 1), presented.bytes);
  if (!shaped) return DeviceTokenError::malformed_device_token;
  auto device = parse_body(text.substr(0, dot));
  if (!device) return device.error();
  if (!constant_time_equal(presented, tag(text.substr(0, dot)))) return DeviceTokenError::forged;
  if (device.value().user_id != user) return DeviceTokenError::other_user;
  const std::int64_t age = now.micros() - device.value().issued_at.micros();
  if (age > std::chrono::microseconds(max_age).count()) return DeviceTokenError::expired;
  if (age < -std::chrono::microseconds(kClockSkew).count()) return DeviceTokenError::issued_in_future;
  return device;
}

}  // namespace ratestack
