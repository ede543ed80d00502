// What one service may reach: the operator's rule, checked once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/result.hpp"
#include "ratestack/url/address_policy.hpp"
#include "ratestack/url/host_allowlist.hpp"
#include "ratestack/url/policy_error.hpp"

namespace ratestack {

/// As configured. An empty list takes the default named beside it.
struct ServicePolicySpec {
  // Each with its own initialiser, so that a caller names only those it wants.
  std::string name = {};                         // 1 to 64 of a-z 0-9 -
  std::vector<std::string> schemes = {};         // default https; of http https ws wss imap imaps smtp smtps
  std::vector<std::uint16_t> ports = {};         // default: the default ports of its schemes
  std::vector<std::string> hosts = {};           // as HostAllowlist takes them; empty: nothing is allowed
  std::vector<std::string> networks = {};        // CIDR blocks reachable although not public; never a metadata endpoint
  std::vector<std::string> nat64_prefixes = {};  // the operator's own RFC 6052 prefixes, decoded and judged

  friend bool operator==(const ServicePolicySpec&, const ServicePolicySpec&) = default;
};

inline constexpr std::size_t kMaxServiceName = 64;
inline constexpr std::size_t kMaxPorts = 64;

/// Immutable; any number of threads.
class ServicePolicy {
 public:
  /// PolicyError; context: the list and the entry's number ("hosts entry 3").
  static Result<ServicePolicy> create(const ServicePolicySpec& spec);

  /// As given, with the defaults filled in.
  [[nodiscard]] const ServicePolicySpec& spec() const noexcept { return spec_; }
  [[nodiscard]] const std::string& name() const noexcept { return spec_.name; }
  [[nodiscard]] bool allows_scheme(std::string_view scheme) const noexcept;
  [[nodiscard]] bool allows_port(std::uint16_t port) const noexcept;
  [[nodiscard]] const HostAllowlist& hosts() const noexcept { return hosts_; }
  [[nodiscard]] const AddressPolicy& addresses() const noexcept { return addresses_; }

 private:
  ServicePolicy() = default;
  ServicePolicySpec spec_;
  HostAllowlist hosts_;
  AddressPolicy addresses_;
};

/// The port that a URL without one means; nothing for a scheme that no service may use.
[[nodiscard]] std::optional<std::uint16_t> service_port(std::string_view scheme) noexcept;

/// The policies that exist before an operator writes any: scraper-service and webhook-service reach any public host
/// over https (scraper-service over http too), email-service reaches imaps, imap, smtps and smtp of any public host,
/// smtp on the submission port (587) too, identity-provider reaches the hosts of Google, Microsoft and Apple that sign
/// people in, over https.
[[nodiscard]] std::vector<ServicePolicySpec> default_service_policies();

}  // namespace ratestack
