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
inline constexpr std::string_view kLogLevel = "RATESTACK_LOG_LEVEL";
inline constexpr std::string_view kDnsServers = "RATESTACK_DNS_SERVERS";
inline constexpr std::string_view kDnsTimeout = "RATESTACK_DNS_TIMEOUT_MS";
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
    {kLogLevel, "log-level", "info", Secrecy::open, "debug, info, warning or error"},
    {kDnsServers, "dns-servers", "", Secrecy::open,
     "address:port,... to ask for names (default: the system's servers)"},
    {kDnsTimeout, "dns-timeout-ms", "3000", Secrecy::open, "milliseconds that DNS may take for one URL"},
});

}  // namespace ratestack::app
