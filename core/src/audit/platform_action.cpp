#include "ratestack/audit/platform_action.hpp"

#include <algorithm>
#include <array>

namespace ratestack {
namespace {

constexpr std::array kPlatformActions{
    kAccessDenied,        kBorrowerOpened,       kDocumentOpened,       kGrantCreated,
    kGrantRevoked,        kMemberRemoved,        kMemberRolesChanged,   kOrgCapabilitiesChanged,
    kApiKeyCreated,       kApiKeyRevoked,        kApiKeyRotated,        kAuditExported,
    kLockedOut,           kLockoutModeChanged,   kLoginFailed,          kLoginSucceeded,
    kMfaEnrolled,         kPasskeyAdded,         kPasskeyRemoved,       kMfaRecoveryCodesMade,
    kMfaRecoveryCodeUsed, kMfaRemoved,           kOidcLinked,           kOidcUnlinked,
    kOrgCreated,          kOrgDisabled,          kOrgEnabled,           kOwnerOverride,
    kPasswordChanged,     kSecretsRekeyFinished, kSecretsRekeyStarted,  kSecretDeleted,
    kSecretOpened,        kSecretStored,         kServicePolicyChanged, kSessionCreated,
    kSessionRevoked,      kSessionSteppedUp,     kTokenKeyRotated,      kUnlocked,
    kUrlRefused,          kUserCreated,          kUserDisabled,         kUserEnabled};

}  // namespace

bool is_platform_action(std::string_view action) noexcept {
  return std::find(kPlatformActions.begin(), kPlatformActions.end(), action) != kPlatformActions.end();
}

}  // namespace ratestack
