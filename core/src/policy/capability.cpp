#include "ratestack/policy/capability.hpp"

#include <algorithm>

namespace ratestack {
namespace {

// In the order of the enum.
constexpr std::array<std::string_view, kCapabilityCount> kNames{"loan.read",
                                                                "loan.write",
                                                                "loan.share",
                                                                "loan.price",
                                                                "ratesheet.read",
                                                                "ratesheet.activate",
                                                                "lock.request",
                                                                "lock.commit",
                                                                "org.admin",
                                                                "integration.manage",
                                                                "audit.read",
                                                                "platform.operate",
                                                                "provider.ratesheet.publish",
                                                                "provider.loan.import",
                                                                "provider.loan.status",
                                                                "provider.pricing.quote",
                                                                "provider.lock.confirm",
                                                                "provider.document.deliver",
                                                                "provider.webhook.subscribe"};

}  // namespace

std::string_view to_string(Capability capability) noexcept { return kNames[static_cast<std::size_t>(capability)]; }

std::optional<Capability> parse_capability(std::string_view name) noexcept {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Capability>(found - kNames.begin());
}

}  // namespace ratestack
