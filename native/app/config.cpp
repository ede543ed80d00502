#include "native/app/config.hpp"

#include "native/app/identity_config.hpp"
#include "native/app/secret_settings.hpp"
#include "native/app/setting_sources.hpp"
#include "native/app/setting_specs.hpp"
#include "native/app/setting_values.hpp"

namespace ratestack::app {
namespace {

/// Turns raw texts into a Config but for its secrets, noting every fault on the way.
class Validator {
 public:
  Validator(const RawSettings& raw, ConfigReading& reading) : raw_(raw), reading_(reading) {}

  Config run() {
    Config config;
    read(kEnv, parse_deployment, config.deployment);
    read(kListen, parse_listen, config.listen);
    read(kLogLevel, parse_log_level, config.log_level);
    read(kDnsServers, parse_dns_servers, config.dns_servers);
    read(kDnsTimeout, parse_dns_timeout, config.dns_timeout);
    config.ca_file = text(kCaFile).value_or("");
    config.data_dir = text(kDataDir).value_or("");
    read_database(config);
    read(kReplicas, parse_replicas, config.replicas);
    read_redis(config);
    read_origin(config);
    return config;
  }

 private:
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const {
    const auto found = raw_.find(name);
    if (found == raw_.end()) return std::nullopt;
    return found->second.text;
  }

  void fault(std::string_view name, std::string problem) {
    reading_.faults.push_back({std::string(name), std::move(problem)});
  }

  template <typename Parse, typename T>
  void read(std::string_view name, Parse parse, T& out) {
    const auto value = text(name);
    if (!value) return;
    auto parsed = parse(*value);
    if (auto* problem = std::get_if<Problem>(&parsed))
      fault(name, std::move(problem->text));
    else
      out = std::get<T>(std::move(parsed));
  }

  void read_database(Config& config) {
    config.database = config.data_dir / "ratestack.db";
    read(kDatabaseUrl, parse_database_url, config.database);
    const auto* const server = std::get_if<postgres::Target>(&config.database);
    if (server == nullptr) return;
    if (raw_.find(kDatabaseUrl)->second.source == SettingSource::flag && server->has_password()) {
      fault(kDatabaseUrl, "holds a password, and a command line is public: give it in the environment or a file");
    }
    if (server->is_private()) return;
    const char* const weakness = "does not check the server's certificate: say sslmode=verify-full";
    if (config.deployment == Deployment::production)
      fault(kDatabaseUrl, weakness);
    else
      reading_.warnings.push_back("DATABASE_URL " + std::string(weakness) + " (production would not start)");
  }

  void read_redis(Config& config) {
    const auto value = text(kRedisUrl);
    if (!value) return;
    auto address = redis::RedisAddress::parse(*value);
    if (!address) {
      const bool tls = address.error().code == redis::RedisError::tls_not_offered;
      return fault(kRedisUrl,
                   tls ? "rediss:// is not spoken: reach Redis by a socket, the loopback or a private network"
                       : "must be redis://host:port/db or unix:///path");
    }
    if (raw_.find(kRedisUrl)->second.source == SettingSource::flag && !address.value().password().empty()) {
      fault(kRedisUrl, "holds a password, and a command line is public: give it in the environment or a file");
    }
    config.redis.emplace(std::move(address.value()));
  }

  void read_origin(Config& config) {
    std::string origin;
    read(kPublicOrigin, parse_origin, origin);
    if (origin.empty()) return;
    if (config.deployment == Deployment::production && !origin.starts_with("https://")) {
      fault(kPublicOrigin, "must be https:// in production");
    }
    config.public_origin = std::move(origin);
  }

  const RawSettings& raw_;
  ConfigReading& reading_;
};

// A URL may hold a password, and a broken one may hold it anywhere.
std::string shown_text(const SettingSpec& spec, const RawSetting& setting, const Config& config) {
  if (spec.name == kDatabaseUrl && !setting.text.starts_with("sqlite:")) {
    const bool is_server = std::holds_alternative<postgres::Target>(config.database);
    return is_server ? describe(config.database) : "not usable";
  }
  if (spec.name == kRedisUrl) return config.redis ? config.redis->describe() : "not usable";
  return setting.text;
}

SettingReport report_secret(const SettingSpec& spec, const RawSecrets& secrets,
                            const std::set<std::string_view>& credentials) {
  if (credentials.contains(spec.name)) return {std::string(spec.name), "set", SettingSource::credential};
  const auto found = secrets.find(spec.name);
  if (found == secrets.end()) return {std::string(spec.name), "not set", SettingSource::built_in};
  return {std::string(spec.name), "set, " + std::to_string(found->second.text.size()) + " characters",
          found->second.source};
}

/// A default that depends on another setting is shown as what it comes to.
std::string unset_text(const SettingSpec& spec, const Config& config) {
  if (spec.name == kPseudonymKeyFile && config.pseudonym_key.empty())
    return config.default_pseudonym_key_file().string();
  const bool makes_key = config.deployment == Deployment::development && config.master_key.empty();
  if (spec.name == kMasterKeyFile && makes_key) return config.default_master_key_file().string();
  if (spec.name == kPasswordMinLength) return std::to_string(config.password_min_length);
  return spec.name == kDatabaseUrl ? "sqlite:" + describe(config.database) : "not set";
}

std::vector<SettingReport> report(const CollectedSettings& raw, const Config& config,
                                  const std::set<std::string_view>& credentials) {
  std::vector<SettingReport> out;
  for (const SettingSpec& spec : kSettings) {
    const auto found = raw.values.find(spec.name);
    if (spec.secrecy == Secrecy::secret)
      out.push_back(report_secret(spec, raw.secrets, credentials));
    else if (found == raw.values.end())
      out.push_back({std::string(spec.name), unset_text(spec, config), SettingSource::built_in});
    else
      out.push_back({std::string(spec.name), shown_text(spec, found->second, config), found->second.source});
  }
  return out;
}

}  // namespace

std::string Config::portal_origin() const {
  constexpr std::string_view kDevelopment = "http://localhost:8787";
  return public_origin.value_or(std::string(deployment == Deployment::development ? kDevelopment : ""));
}

std::string_view to_string(SettingSource source) noexcept {
  switch (source) {
    case SettingSource::flag:
      return "flag";
    case SettingSource::environment:
      return "environment";
    case SettingSource::file:
      return "file";
    case SettingSource::credential:
      return "credential";
    case SettingSource::built_in:
      return "default";
  }
  return "default";
}

ConfigReading read_config(const ConfigInput& input) {
  ConfigReading reading;
  CollectedSettings collected = collect_settings(input, reading.faults);
  Config config = Validator(collected.values, reading).run();
  read_identity(collected.values, reading, config);
  const auto credentials = read_secrets(collected, input, reading, config);
  reading.settings = report(collected, config, credentials);
  for (ServiceSetting& service : collected.services) {
    reading.settings.push_back({"services." + service.spec.name, describe_service(service.spec), service.source});
    config.services.push_back(std::move(service.spec));
  }
  if (reading.faults.empty()) reading.config = std::move(config);
  return reading;
}

std::string describe_faults(const std::vector<ConfigFault>& faults) {
  std::string out =
      "the configuration has " + std::to_string(faults.size()) + (faults.size() == 1 ? " fault:" : " faults:");
  for (const ConfigFault& fault : faults) out += "\n  " + fault.setting + ": " + fault.problem;
  return out;
}

}  // namespace ratestack::app
