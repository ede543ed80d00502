// The settings of ratestackd and ratestack (contract 3.12): read once from flags, environment and a TOML file, in that
// order of precedence, into one validated value. Nothing else in the program looks at the environment.
//
// Every setting has one name in three spellings: RATESTACK_LISTEN (environment), --listen (flag), listen (TOML; the
// environment's spelling is accepted there too).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "native/app/database.hpp"
#include "native/redis/redis_address.hpp"
#include "native/service/identity/oidc_settings.hpp"
#include "native/service/identity/passwords.hpp"
#include "native/service/identity/sessions.hpp"
#include "native/service/lockout/lockout.hpp"
#include "ratestack/crypto/secret_bytes.hpp"
#include "ratestack/url/service_policy.hpp"

namespace ratestack::app {

enum class Deployment { development, production };
enum class LogLevel { debug, info, warning, error };

/// A loopback address: whatever stands before it (nginx) is on the same host.
struct ListenAddress {
  std::string host;  // "127.0.0.1", "::1", ...: an IP literal without brackets
  std::uint16_t port = 0;
};

/// Valid as a whole: only `read_config` makes one.
struct Config {
  Deployment deployment = Deployment::development;
  ListenAddress listen;
  std::filesystem::path data_dir;            // need not exist yet
  Database database;                         // need not exist yet where it is a file
  std::optional<redis::RedisAddress> redis;  // absent: each server counts for itself
  unsigned replicas = 1;                     // that share it
  SecretBytes internal_token;                // empty only in development: /internal/* is then advisory
  std::optional<std::string> public_origin;  // "https://host[:port]", no path
  service::SessionRules sessions;
  std::chrono::seconds recent_proof{15 * 60};
  std::size_t password_min_length = 12;  // of characters, without a second factor
  service::ReuseRules password_reuse;
  std::optional<std::filesystem::path> breached_passwords_file;  // it was a filter when the settings were read
  service::LockoutRules lockout;
  LogLevel log_level = LogLevel::info;
  std::vector<ServicePolicySpec> services;  // what each service may call; valid, with their defaults filled in
  std::string dns_servers;                  // "address:port,..."; empty: the system's
  std::chrono::milliseconds dns_timeout{3000};
  std::string ca_file;                                      // PEM; empty: the system's authorities
  std::vector<service::OidcProviderSettings> providers;     // valid
  SecretBytes pseudonym_key;                                // PSEUDONYM_KEY; empty: it is in a file
  std::optional<std::filesystem::path> pseudonym_key_file;  // the operator's; absent: default_pseudonym_key_file()
  SecretBytes master_key;           // empty only in development: load_master_keys then uses default_master_key_file()
  SecretBytes previous_master_key;  // empty: none; never equal to master_key

  /// What browsers are at: PUBLIC_ORIGIN, or in development where scripts/up serves the portal; empty: not known.
  [[nodiscard]] std::string portal_origin() const;
  /// Where exports wait for nginx to send them.
  [[nodiscard]] std::filesystem::path export_dir() const { return data_dir / "exports"; }
  /// Made at the first start.
  [[nodiscard]] std::filesystem::path default_pseudonym_key_file() const { return data_dir / "pseudonym.key"; }
  [[nodiscard]] std::filesystem::path default_master_key_file() const { return data_dir / "master.key"; }
};

enum class SettingSource { flag, environment, file, credential, built_in };
[[nodiscard]] std::string_view to_string(SettingSource source) noexcept;  // as it is called here; built_in: "default"

/// One line of `ratestack config check`.
struct SettingReport {
  std::string name;   // in the environment's spelling
  std::string shown;  // the value; "set, N characters" for a secret; "not set"
  SettingSource source = SettingSource::built_in;
};

/// What is wrong with a setting, and what to do. Never repeats a secret.
struct ConfigFault {
  std::string setting;
  std::string problem;
};

/// Secrets of the environment by their names.
using SecretTexts = std::map<std::string, SecretBytes, std::less<>>;

/// process_input() makes it for a program.
struct ConfigInput {
  std::map<std::string, std::string> flags;              // by the environment's spelling
  std::map<std::string, std::string> environment;        // without secrets: one that stands here is not seen
  std::shared_ptr<const SecretTexts> secrets = nullptr;  // those of the environment; absent: none
  std::optional<std::filesystem::path> file;             // --config; absent: RATESTACK_CONFIG, else none
  SecretMemory* memory = nullptr;                        // where Config keeps its secrets; null: the heap
};

struct ConfigReading {
  std::optional<Config> config;  // absent when there is any fault
  std::vector<SettingReport> settings;
  std::vector<ConfigFault> faults;
  std::vector<std::string> warnings;  // what development forgives and production would refuse
};

/// Reads every setting and reports all faults at once. Reads the named files, and systemd's credentials where the
/// environment says that there are any, and nothing else; never throws on bad input.
[[nodiscard]] ConfigReading read_config(const ConfigInput& input);

/// All faults in one message for people, one line each.
[[nodiscard]] std::string describe_faults(const std::vector<ConfigFault>& faults);

}  // namespace ratestack::app
