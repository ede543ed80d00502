// Actions that only the platform writes. A row of such a name is the platform's word, so no caller may append one.
#pragma once

#include <string_view>

namespace ratestack {

inline constexpr std::string_view kAccessDenied = "ACCESS_DENIED";
inline constexpr std::string_view kApiKeyCreated = "API_KEY_CREATED";
inline constexpr std::string_view kApiKeyRevoked = "API_KEY_REVOKED";
inline constexpr std::string_view kApiKeyRotated = "API_KEY_ROTATED";
inline constexpr std::string_view kAuditExported = "AUDIT_EXPORTED";
inline constexpr std::string_view kBorrowerOpened = "BORROWER_OPENED";
inline constexpr std::string_view kDocumentOpened = "DOCUMENT_OPENED";
inline constexpr std::string_view kGrantCreated = "GRANT_CREATED";
inline constexpr std::string_view kGrantRevoked = "GRANT_REVOKED";
inline constexpr std::string_view kLockedOut = "LOCKED_OUT";
inline constexpr std::string_view kLockoutModeChanged = "LOCKOUT_MODE_CHANGED";
inline constexpr std::string_view kLoginFailed = "LOGIN_FAILED";
inline constexpr std::string_view kLoginSucceeded = "LOGIN_SUCCEEDED";
inline constexpr std::string_view kMemberRemoved = "MEMBER_REMOVED";
inline constexpr std::string_view kMemberRolesChanged = "MEMBER_ROLES_CHANGED";
inline constexpr std::string_view kMfaEnrolled = "MFA_ENROLLED";
inline constexpr std::string_view kPasskeyAdded = "MFA_PASSKEY_ADDED";
inline constexpr std::string_view kPasskeyRemoved = "MFA_PASSKEY_REMOVED";
inline constexpr std::string_view kMfaRecoveryCodesMade = "MFA_RECOVERY_CODES_MADE";
inline constexpr std::string_view kMfaRecoveryCodeUsed = "MFA_RECOVERY_CODE_USED";
inline constexpr std::string_view kMfaRemoved = "MFA_REMOVED";
inline constexpr std::string_view kOidcLinked = "OIDC_LINKED";
inline constexpr std::string_view kOidcUnlinked = "OIDC_UNLINKED";
inline constexpr std::string_view kOrgCapabilitiesChanged = "ORG_CAPABILITIES_CHANGED";
inline constexpr std::string_view kOrgCreated = "ORG_CREATED";
inline constexpr std::string_view kOrgDisabled = "ORG_DISABLED";
inline constexpr std::string_view kOrgEnabled = "ORG_ENABLED";
inline constexpr std::string_view kOwnerOverride = "OWNER_OVERRIDE";
inline constexpr std::string_view kPasswordChanged = "PASSWORD_CHANGED";
inline constexpr std::string_view kSecretsRekeyFinished = "SECRETS_REKEY_FINISHED";
inline constexpr std::string_view kSecretsRekeyStarted = "SECRETS_REKEY_STARTED";
inline constexpr std::string_view kSecretDeleted = "SECRET_DELETED";
inline constexpr std::string_view kSecretOpened = "SECRET_OPENED";
inline constexpr std::string_view kSecretStored = "SECRET_STORED";
inline constexpr std::string_view kServicePolicyChanged = "SERVICE_POLICY_CHANGED";
inline constexpr std::string_view kSessionCreated = "SESSION_CREATED";
inline constexpr std::string_view kSessionRevoked = "SESSION_REVOKED";
inline constexpr std::string_view kSessionSteppedUp = "SESSION_STEPPED_UP";
inline constexpr std::string_view kTokenKeyRotated = "TOKEN_KEY_ROTATED";
inline constexpr std::string_view kUnlocked = "UNLOCKED";
inline constexpr std::string_view kUrlRefused = "URL_REFUSED";
inline constexpr std::string_view kUserCreated = "USER_CREATED";
inline constexpr std::string_view kUserDisabled = "USER_DISABLED";
inline constexpr std::string_view kUserEnabled = "USER_ENABLED";

/// Whether `action` is one of the above.
[[nodiscard]] bool is_platform_action(std::string_view action) noexcept;

}  // namespace ratestack
