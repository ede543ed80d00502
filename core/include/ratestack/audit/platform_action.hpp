// Actions that only the platform writes. A row of such a name is the platform's word, so no caller may append one.
#pragma once

#include <string_view>

namespace ratestack {

inline constexpr std::string_view kApiKeyCreated = "API_KEY_CREATED";
inline constexpr std::string_view kAuditExported = "AUDIT_EXPORTED";
inline constexpr std::string_view kOrgCreated = "ORG_CREATED";
inline constexpr std::string_view kOwnerOverride = "OWNER_OVERRIDE";
inline constexpr std::string_view kSecretDeleted = "SECRET_DELETED";
inline constexpr std::string_view kSecretOpened = "SECRET_OPENED";
inline constexpr std::string_view kSecretStored = "SECRET_STORED";
inline constexpr std::string_view kSecretsRekeyFinished = "SECRETS_REKEY_FINISHED";
inline constexpr std::string_view kSecretsRekeyStarted = "SECRETS_REKEY_STARTED";
inline constexpr std::string_view kServicePolicyChanged = "SERVICE_POLICY_CHANGED";
inline constexpr std::string_view kUrlRefused = "URL_REFUSED";
inline constexpr std::string_view kUserCreated = "USER_CREATED";

/// Whether `action` is one of the above.
[[nodiscard]] bool is_platform_action(std::string_view action) noexcept;

}  // namespace ratestack
