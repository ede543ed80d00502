#include "native/cli/command_asker.hpp"

#include <array>

#include "ratestack/encoding/hex.hpp"

namespace ratestack::cli {
namespace {

std::string new_correlation_id(Entropy& entropy) {
  std::array<std::uint8_t, 16> bytes{};
  entropy.fill(bytes);
  return hex_encode(bytes);
}

}  // namespace

service::Asker command_asker(const Installation& installation, const OrgId& org) {
  return {{ActorType::system, installation.os_user, std::nullopt, org},
          org,
          new_correlation_id(installation.entropy),
          installation.clock.now()};
}

Result<service::Asker> command_asker(const Installation& installation) {
  const auto platform = installation.store->platform_org();
  if (!platform) return platform.error();
  if (!platform.value())
    return Error(service::StoreError::fault, "no platform organisation yet; run: ratestack bootstrap");
  return command_asker(installation, platform.value()->id);
}

}  // namespace ratestack::cli
