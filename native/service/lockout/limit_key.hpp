// What attempts are counted by: never the identifier itself, but its HMAC, so that neither memory nor Redis tells whose
// accounts are being tried.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ratestack/base/ids.hpp"
#include "ratestack/crypto/hmac.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack::service {

enum class LimitKind : std::uint8_t { account, network, device, second_factor, api_key };
[[nodiscard]] std::string_view to_string(LimitKind kind) noexcept;

struct LimitKey {
  LimitKind kind;
  Digest id;
};

/// The network that a client counts as: an IPv4 address by itself, as many people share one already; of an IPv6 address
/// the /64, which one person has whole. What is no address counts as it is.
[[nodiscard]] std::string client_network(std::string_view ip);

/// Thread safe.
class LimitKeys {
 public:
  explicit LimitKeys(const SecretBytes& key) : key_(key.expose()) {}

  [[nodiscard]] LimitKey account(std::string_view lower_case_email) const;
  [[nodiscard]] LimitKey network(std::string_view ip) const;
  /// A network that sends logout tokens: counted apart, or whoever signs in there wrongly would keep a provider there
  /// from being heard.
  [[nodiscard]] LimitKey logout_tokens(std::string_view ip) const;
  /// An account tried from a device that has signed in to it before: counted apart, so that others who guess do not
  /// lock its owner out there.
  [[nodiscard]] LimitKey device(const UserId& user, std::string_view device) const;
  [[nodiscard]] LimitKey second_factor(const UserId& user) const;
  [[nodiscard]] LimitKey api_key(const KeyId& id) const;

 private:
  [[nodiscard]] LimitKey make(LimitKind kind, std::string_view value) const;
  HmacSha256Key key_;
};

}  // namespace ratestack::service
