#include "native/app/configured_data.hpp"

#include <pwd.h>
#include <unistd.h>

#include "native/app/config_flags.hpp"
#include "native/app/identity_config.hpp"
#include "native/app/master_keys.hpp"
#include "native/app/setting_values.hpp"
#include "native/service/secrets/secret_startup.hpp"

namespace ratestack::app {
namespace {

/// The account that the kernel says we run as: an environment variable could name anybody.
std::string os_user() {
  const passwd* entry = getpwuid(geteuid());
  return entry != nullptr ? std::string(entry->pw_name) : "uid " + std::to_string(geteuid());
}

constexpr std::size_t kReaders = 4;

std::optional<Database> database_of(const std::string& url, std::string_view flag, const cli::Console& console) {
  auto parsed = parse_database_url(url);
  if (auto* database = std::get_if<Database>(&parsed)) return std::move(*database);
  console.complain(std::string(flag) + " " + std::get<Problem>(parsed).text);
  return std::nullopt;
}

std::unique_ptr<service::Store> open_or_complain(const Database& database, const cli::Console& console) {
  auto store = open_store(database, kReaders);
  if (store) return std::move(*store);
  console.complain(explain(store.error(), database));
  return nullptr;
}

}  // namespace

void ConfiguredData::add_flags(CLI::App& command) { add_database_flags(command, input_); }

std::optional<Config> ConfiguredData::read(const cli::Console& console) const {
  ConfigReading reading = read_config(input_);
  if (!reading.config) console.complain(describe_faults(reading.faults));
  return std::move(reading.config);
}

std::optional<cli::Installation> ConfiguredData::open(const cli::Console& console) {
  const auto config = read(console);
  if (!config) return std::nullopt;
  auto store = open_or_complain(config->database, console);
  if (!store) return std::nullopt;
  const std::string key_environment = config->deployment == Deployment::production ? "live" : "dev";
  return cli::Installation{std::move(store), clock_, entropy_, os_user(), key_environment, describe(config->database)};
}

std::unique_ptr<SecretEncryptor> ConfiguredData::open_keys(const cli::Installation& installation,
                                                           const cli::Console& console) {
  const auto config = read(console);
  if (!config) return nullptr;
  auto ring = load_master_keys(*config, entropy_, memory_);
  if (!ring) {
    console.complain(explain_key_failure(ring.error(), *config));
    return nullptr;
  }
  auto encryptor = std::make_unique<SecretEncryptor>(std::move(*ring), entropy_);
  const auto fit = service::check_keys(*installation.store, *encryptor, clock_.now());
  if (fit) return encryptor;
  console.complain(explain_key_failure(fit.error(), *config));
  return nullptr;
}

std::optional<service::IdentitySettings> ConfiguredData::identity_settings(const cli::Console& console) {
  const auto config = read(console);
  if (!config) return std::nullopt;
  auto settings = app::identity_settings(*config);
  if (settings) return std::move(settings.value());
  console.complain(explain_identity_failure(settings.error(), *config));
  return std::nullopt;
}

std::optional<cli::MoveEnds> ConfiguredData::open_ends(const cli::MoveUrls& urls, const cli::Console& console) {
  const auto from = database_of(urls.from, "--from", console);
  const auto to = database_of(urls.to, "--to", console);
  if (!from || !to) return std::nullopt;
  auto source = open_or_complain(*from, console);
  auto target = source ? open_or_complain(*to, console) : nullptr;
  if (!target) return std::nullopt;
  return cli::MoveEnds{std::move(source), std::move(target), describe(*from), describe(*to)};
}

std::optional<cli::Migrated> ConfiguredData::migrate(const std::string& server_role, const cli::Console& console) {
  const auto config = read(console);
  if (!config) return std::nullopt;
  auto report = app::migrate(config->database, server_role);
  if (!report) {
    console.complain(explain(report.error(), config->database));
    return std::nullopt;
  }
  return cli::Migrated{std::move(report->applied), report->to_version, describe(config->database)};
}

}  // namespace ratestack::app
