#include "ratestack/url/service_policy.hpp"

#include <algorithm>
#include <array>

namespace ratestack {
namespace {

struct KnownScheme {
  std::string_view name;
  std::uint16_t port;
};

// URL Standard section 4.2 for the special ones, the IANA service name registry for the others.
constexpr std::array<KnownScheme, 8> kSchemes{{{"https", 443},
                                               {"http", 80},
                                               {"wss", 443},
                                               {"ws", 80},
                                               {"imaps", 993},
                                               {"imap", 143},
                                               {"smtps", 465},
                                               {"smtp", 25}}};

bool is_name(std::string_view name) noexcept {
  if (name.empty() || name.size() > kMaxServiceName) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

Error wrong_entry(PolicyError error, std::string_view list, std::size_t index) {
  return {error, std::string(list) + " entry " + std::to_string(index + 1)};
}

std::vector<std::uint16_t> default_ports(const std::vector<std::string>& schemes) {
  std::vector<std::uint16_t> ports;
  for (const std::string& scheme : schemes) {
    const std::uint16_t port = service_port(scheme).value_or(0);
    if (std::find(ports.begin(), ports.end(), port) == ports.end()) ports.push_back(port);
  }
  return ports;
}

Result<void> check_lists(const ServicePolicySpec& spec) {
  if (spec.schemes.size() > kSchemes.size()) return Error(PolicyError::too_many, "schemes");
  if (spec.ports.size() > kMaxPorts) return Error(PolicyError::too_many, "ports");
  for (std::size_t i = 0; i < spec.schemes.size(); ++i) {
    if (!service_port(spec.schemes[i])) return wrong_entry(PolicyError::invalid_scheme, "schemes", i);
  }
  for (std::size_t i = 0; i < spec.ports.size(); ++i) {
    if (spec.ports[i] == 0) return wrong_entry(PolicyError::invalid_port, "ports", i);
  }
  return {};
}

// Where the three providers keep their sign-in, their keys and their token endpoints, and nowhere else.
ServicePolicySpec identity_providers() {
  ServicePolicySpec spec;
  spec.name = "identity-provider";
  spec.schemes = {"https"};
  spec.ports = {443};
  spec.hosts = {"accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com", "login.microsoftonline.com",
                "appleid.apple.com"};
  return spec;
}

ServicePolicySpec any_public_host(std::string name, std::vector<std::string> schemes) {
  ServicePolicySpec spec;
  spec.name = std::move(name);
  spec.ports = default_ports(schemes);
  spec.schemes = std::move(schemes);
  spec.hosts = {"*"};
  return spec;
}

}  // namespace

std::optional<std::uint16_t> service_port(std::string_view scheme) noexcept {
  const auto found =
      std::find_if(kSchemes.begin(), kSchemes.end(), [&](const KnownScheme& known) { return known.name == scheme; });
  return found == kSchemes.end() ? std::nullopt : std::optional(found->port);
}

Result<ServicePolicy> ServicePolicy::create(const ServicePolicySpec& spec) {
  if (!is_name(spec.name)) return Error(PolicyError::invalid_name, "1 to 64 of a-z 0-9 -");
  ServicePolicy policy;
  policy.spec_ = spec;
  if (policy.spec_.schemes.empty()) policy.spec_.schemes = {"https"};
  if (const auto fit = check_lists(policy.spec_); !fit) return fit.error();
  if (policy.spec_.ports.empty()) policy.spec_.ports = default_ports(policy.spec_.schemes);
  auto hosts = HostAllowlist::create(spec.hosts);
  if (!hosts) return hosts.error();
  auto addresses = AddressPolicy::create(spec.networks, spec.nat64_prefixes);
  if (!addresses) return addresses.error();
  policy.hosts_ = std::move(*hosts);
  policy.addresses_ = std::move(*addresses);
  return policy;
}

bool ServicePolicy::allows_scheme(std::string_view scheme) const noexcept {
  return std::find(spec_.schemes.begin(), spec_.schemes.end(), scheme) != spec_.schemes.end();
}

bool ServicePolicy::allows_port(std::uint16_t port) const noexcept {
  return std::find(spec_.ports.begin(), spec_.ports.end(), port) != spec_.ports.end();
}

std::vector<ServicePolicySpec> default_service_policies() {
  std::vector<ServicePolicySpec> policies{any_public_host("scraper-service", {"https", "http"}),
                                          any_public_host("webhook-service", {"https"}),
                                          any_public_host("email-service", {"imaps", "imap", "smtps", "smtp"})};
  policies.back().ports.push_back(587);  // RFC 6409: submission, which has no scheme of its own
  policies.push_back(identity_providers());
  return policies;
}

}  // namespace ratestack
