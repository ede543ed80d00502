// Which addresses may be called: the special-purpose registries, embedded IPv4, and the metadata endpoints of clouds.
//
// In this order, the first that speaks decides:
//   1. a metadata endpoint, as it is or embedded in IPv6          refused, whatever the operator allows
//   2. IPv6 inside of one of the operator's NAT64 prefixes        judged as the IPv4 address that it stands for
//   3. IPv6 that embeds an IPv4 address which is refused          refused
//   4. an address inside of one of the operator's networks        allowed
//   5. a block of the registries; IPv6 outside of 2000::/3        refused
//   6. anything else is public                                    allowed
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/result.hpp"
#include "ratestack/url/ip_network.hpp"
#include "ratestack/url/policy_error.hpp"
#include "ratestack/url/url_error.hpp"

namespace ratestack {

inline constexpr std::size_t kMaxNetworks = 64;  // of each kind

/// Immutable; any number of threads. Public addresses alone by default.
class AddressPolicy {
 public:
  AddressPolicy() = default;
  /// `networks`: CIDR blocks that may be called although not public. `nat64_prefixes`: RFC 6052 prefixes of 32, 40, 48,
  /// 56, 64 or 96 bits that the operator's own translator serves. Errors: PolicyError::invalid_network (context: which
  /// list and the entry's number), too_many.
  static Result<AddressPolicy> create(const std::vector<std::string>& networks,
                                      const std::vector<std::string>& nat64_prefixes);

  /// UrlError::blocked_address or metadata_endpoint; context names the range and its source ("127.0.0.0/8 loopback,
  /// RFC 1122 section 3.2.1.3"). Does not say whether anything listens there.
  [[nodiscard]] Result<void> judge(const IpAddress& address) const;

 private:
  [[nodiscard]] Result<void> judge_v6(const IpAddress& address) const;
  [[nodiscard]] Result<void> judge_nat64(const IpAddress& address) const;
  [[nodiscard]] Result<void> judge_registered(const IpAddress& address) const;

  std::vector<IpNetwork> networks_;
  std::vector<IpNetwork> nat64_prefixes_;
};

/// When IANA last changed the registries that this build knows: "2025-10-09".
[[nodiscard]] std::string_view address_registry_date() noexcept;

}  // namespace ratestack
