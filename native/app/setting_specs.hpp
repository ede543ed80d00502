// The register of settings: names, defaults and one line of help each. Flags, files and `config check` are made from
// it.
#pragma once

#include <array>
#include <string_view>

namespace ratestack::app {

enum class Secrecy { open, secret };

struct SettingSpec {
  std::string_view name;      // environment spelling
  std::string_view flag;      // without dashes; empty for secrets: a command line is public
  std::string_view built_in;  // default; empty: not set
  Secrecy secrecy;
  std::string_view help;
};

inline constexpr std::string_view kEnv = "RATESTACK_ENV";
inline constexpr std::string_view kListen = "RATESTACK_LISTEN";
inline constexpr std::string_view kDataDir = "RATESTACK_DATA_DIR";
inline constexpr std::string_view kDatabaseUrl = "DATABASE_URL";
inline constexpr std::string_view kRedisUrl = "REDIS_URL";
inline constexpr std::string_view kReplicas = "RATESTACK_REPLICAS";
inline constexpr std::string_view kInternalToken = "INTERNAL_TOKEN";
inline constexpr std::string_view kInternalTokenFile = "INTERNAL_TOKEN_FILE";
inline constexpr std::string_view kPublicOrigin = "PUBLIC_ORIGIN";
inline constexpr std::string_view kPseudonymKey = "PSEUDONYM_KEY";
inline constexpr std::string_view kPseudonymKeyFile = "PSEUDONYM_KEY_FILE";
inline constexpr std::string_view kMasterKey = "PRICING_MASTER_KEY";
inline constexpr std::string_view kMasterKeyFile = "PRICING_MASTER_KEY_FILE";
inline constexpr std::string_view kPreviousMasterKey = "PRICING_MASTER_KEY_PREVIOUS";
inline constexpr std::string_view kPreviousMasterKeyFile = "PRICING_MASTER_KEY_PREVIOUS_FILE";
inline constexpr std::string_view kSessionIdle = "RATESTACK_SESSION_IDLE_SECONDS";
inline constexpr std::string_view kSessionAbsolute = "RATESTACK_SESSION_ABSOLUTE_SECONDS";
inline constexpr std::string_view kRecentProof = "RATESTACK_RECENT_PROOF_SECONDS";
inline constexpr std::string_view kPasswordMinLength = "RATESTACK_PASSWORD_MIN_LENGTH";
inline constexpr std::string_view kReuseLast = "RATESTACK_PASSWORD_REUSE_LAST";
inline constexpr std::string_view kReuseDays = "RATESTACK_PASSWORD_REUSE_DAYS";
inline constexpr std::string_view kBreachedPasswordsFile = "BREACHED_PASSWORDS_FILE";
inline constexpr std::string_view kLockoutFailures = "RATESTACK_LOCKOUT_FAILURES";
inline constexpr std::string_view kLockoutWindow = "RATESTACK_LOCKOUT_WINDOW_SECONDS";
inline constexpr std::string_view kKeyTries = "RATESTACK_KEY_TRIES";
inline constexpr std::string_view kKeyRefill = "RATESTACK_KEY_REFILL_SECONDS";
inline constexpr std::string_view kLogLevel = "RATESTACK_LOG_LEVEL";
inline constexpr std::string_view kDnsServers = "RATESTACK_DNS_SERVERS";
inline constexpr std::string_view kDnsTimeout = "RATESTACK_DNS_TIMEOUT_MS";
inline constexpr std::string_view kCaFile = "RATESTACK_CA_FILE";
inline constexpr std::string_view kGoogleClientId = "OIDC_GOOGLE_CLIENT_ID";
inline constexpr std::string_view kGoogleClientSecret = "OIDC_GOOGLE_CLIENT_SECRET";
inline constexpr std::string_view kGoogleClientSecretFile = "OIDC_GOOGLE_CLIENT_SECRET_FILE";
inline constexpr std::string_view kGoogleHostedDomain = "OIDC_GOOGLE_HOSTED_DOMAIN";
inline constexpr std::string_view kGoogleIssuer = "OIDC_GOOGLE_ISSUER";
inline constexpr std::string_view kMicrosoftClientId = "OIDC_MICROSOFT_CLIENT_ID";
inline constexpr std::string_view kMicrosoftClientSecret = "OIDC_MICROSOFT_CLIENT_SECRET";
inline constexpr std::string_view kMicrosoftClientSecretFile = "OIDC_MICROSOFT_CLIENT_SECRET_FILE";
inline constexpr std::string_view kMicrosoftTenants = "OIDC_MICROSOFT_TENANTS";
inline constexpr std::string_view kMicrosoftIssuer = "OIDC_MICROSOFT_ISSUER";
inline constexpr std::string_view kAppleClientId = "OIDC_APPLE_CLIENT_ID";
inline constexpr std::string_view kAppleTeamId = "OIDC_APPLE_TEAM_ID";
inline constexpr std::string_view kAppleKeyId = "OIDC_APPLE_KEY_ID";
inline constexpr std::string_view kApplePrivateKey = "OIDC_APPLE_PRIVATE_KEY";
inline constexpr std::string_view kApplePrivateKeyFile = "OIDC_APPLE_PRIVATE_KEY_FILE";
inline constexpr std::string_view kAppleIssuer = "OIDC_APPLE_ISSUER";
inline constexpr std::string_view kConfigFile = "RATESTACK_CONFIG";  // names the file; stands in none

inline constexpr auto kSettings = std::to_array<SettingSpec>({
    {kEnv, "env", "development", Secrecy::open, "development or production"},
    {kListen, "listen", "127.0.0.1:8080", Secrecy::open, "loopback address and port of the server"},
    {kDataDir, "data-dir", ".ratestack", Secrecy::open, "directory of keys, exports and the SQLite file"},
    {kDatabaseUrl, "database-url", "", Secrecy::open,
     "sqlite:///path (default: ratestack.db in the data directory) or postgresql://role@host/database"},
    {kRedisUrl, "redis-url", "", Secrecy::open,
     "redis://host:port/db or unix:///path: lockout counts that all servers share (default: each counts for itself)"},
    {kReplicas, "replicas", "1", Secrecy::open,
     "how many servers share REDIS_URL: each admits its part while it is away"},
    {kInternalToken, "", "", Secrecy::secret, "shared secret of the services, at least 32 characters"},
    {kInternalTokenFile, "internal-token-file", "", Secrecy::open, "file that holds INTERNAL_TOKEN"},
    {kPublicOrigin, "public-origin", "", Secrecy::open, "https://host that users see, and that passkeys are made for"},
    {kPseudonymKey, "", "", Secrecy::secret, "secret under the pseudonyms of redacted values: 32 bytes, hex or base64"},
    {kPseudonymKeyFile, "pseudonym-key-file", "", Secrecy::open,
     "file that holds PSEUDONYM_KEY (default: pseudonym.key in the data directory, made at the first start)"},
    {kMasterKey, "", "", Secrecy::secret, "key that secrets are sealed under: 32 bytes, hex or base64"},
    {kMasterKeyFile, "pricing-master-key-file", "", Secrecy::open,
     "file that holds PRICING_MASTER_KEY (development: master.key in the data directory, made at the first start)"},
    {kPreviousMasterKey, "", "", Secrecy::secret, "the key before it, until all is sealed anew"},
    {kPreviousMasterKeyFile, "pricing-master-key-previous-file", "", Secrecy::open,
     "file that holds PRICING_MASTER_KEY_PREVIOUS"},
    {kSessionIdle, "session-idle-seconds", "1800", Secrecy::open, "seconds after its last use that a session ends"},
    {kSessionAbsolute, "session-absolute-seconds", "43200", Secrecy::open,
     "seconds after its beginning that a session ends, however much it is used"},
    {kRecentProof, "recent-proof-seconds", "900", Secrecy::open,
     "how old a proof of who it is may be for what asks for a recent one"},
    {kPasswordMinLength, "password-min-length", "", Secrecy::open,
     "characters of a password without a second factor (default: 12, production: 15)"},
    {kReuseLast, "password-reuse-last", "8", Secrecy::open, "so many earlier passwords may not come back"},
    {kReuseDays, "password-reuse-days", "365", Secrecy::open, "nor those in use within so many days"},
    {kBreachedPasswordsFile, "breached-passwords-file", "", Secrecy::open,
     "filter of stolen passwords, made by: ratestack passwords build-filter"},
    {kLockoutFailures, "lockout-failures", "10", Secrecy::open, "wrong tries within the window that lock"},
    {kLockoutWindow, "lockout-window-seconds", "900", Secrecy::open, "the window"},
    {kKeyTries, "key-tries", "5", Secrecy::open, "wrong tries at an API key that lock it"},
    {kKeyRefill, "key-refill-seconds", "60", Secrecy::open, "seconds until there is one more"},
    {kLogLevel, "log-level", "info", Secrecy::open, "debug, info, warning or error"},
    {kDnsServers, "dns-servers", "", Secrecy::open,
     "address:port,... to ask for names (default: the system's servers)"},
    {kDnsTimeout, "dns-timeout-ms", "3000", Secrecy::open, "milliseconds that DNS may take for one URL"},
    {kCaFile, "ca-file", "", Secrecy::open,
     "PEM file of the authorities that calls to others trust (default: the system's)"},
    {kGoogleClientId, "oidc-google-client-id", "", Secrecy::open, "sign-in with Google: client id; off where not set"},
    {kGoogleClientSecret, "", "", Secrecy::secret, "its client secret"},
    {kGoogleClientSecretFile, "oidc-google-client-secret-file", "", Secrecy::open,
     "file that holds OIDC_GOOGLE_CLIENT_SECRET"},
    {kGoogleHostedDomain, "oidc-google-hosted-domain", "", Secrecy::open,
     "Workspace domain whose accounts are taken (default: any account)"},
    {kGoogleIssuer, "oidc-google-issuer", "", Secrecy::open, "issuer in place of Google's own"},
    {kMicrosoftClientId, "oidc-microsoft-client-id", "", Secrecy::open,
     "sign-in with Microsoft: application id; off where not set"},
    {kMicrosoftClientSecret, "", "", Secrecy::secret, "its client secret"},
    {kMicrosoftClientSecretFile, "oidc-microsoft-client-secret-file", "", Secrecy::open,
     "file that holds OIDC_MICROSOFT_CLIENT_SECRET"},
    {kMicrosoftTenants, "oidc-microsoft-tenants", "", Secrecy::open,
     "ids of organisations whose accounts are taken, separated by commas (default: any organisation's)"},
    {kMicrosoftIssuer, "oidc-microsoft-issuer", "", Secrecy::open,
     "issuer in place of Microsoft's own, with {tenantid} in it"},
    {kAppleClientId, "oidc-apple-client-id", "", Secrecy::open, "sign-in with Apple: services id; off where not set"},
    {kAppleTeamId, "oidc-apple-team-id", "", Secrecy::open, "id of the developer team"},
    {kAppleKeyId, "oidc-apple-key-id", "", Secrecy::open, "id of the private key"},
    {kApplePrivateKey, "", "", Secrecy::secret, "P-256 private key in PEM that signs each client secret"},
    {kApplePrivateKeyFile, "oidc-apple-private-key-file", "", Secrecy::open, "file that holds OIDC_APPLE_PRIVATE_KEY"},
    {kAppleIssuer, "oidc-apple-issuer", "", Secrecy::open, "issuer in place of Apple's own"},
});

}  // namespace ratestack::app
