#include "ratestack/audit/platform_action.hpp"

#include <algorithm>
#include <array>

namespace ratestack {
namespace {

constexpr std::array kPlatformActions{kApiKeyCreated,       kAuditExported,        kOrgCreated,   kOwnerOverride,
                                      kSecretDeleted,       kSecretOpened,         kSecretStored, kSecretsRekeyFinished,
                                      kSecretsRekeyStarted, kServicePolicyChanged, kUrlRefused,   kUserCreated};

}  // namespace

bool is_platform_action(std::string_view action) noexcept {
  return std::find(kPlatformActions.begin(), kPlatformActions.end(), action) != kPlatformActions.end();
}

}  // namespace ratestack
