#include "native/app/configured_data.hpp"

#include <pwd.h>
#include <unistd.h>

#include "native/app/config_flags.hpp"
#include "native/cli/store_words.hpp"
#include "native/storage/sqlite/sqlite_store.hpp"

namespace ratestack::app {
namespace {

namespace fs = std::filesystem;

/// The account that the kernel says we run as: an environment variable could name anybody.
std::string os_user() {
  const passwd* entry = getpwuid(geteuid());
  return entry != nullptr ? std::string(entry->pw_name) : "uid " + std::to_string(geteuid());
}

/// Creates the directory of a new database, for its owner alone; an existing one keeps its mode.
std::error_code make_private_directory(const fs::path& directory) {
  std::error_code error;
  if (directory.empty() || !fs::create_directories(directory, error) || error) return error;
  fs::permissions(directory, fs::perms::owner_all, error);
  return error;
}

}  // namespace

ConfiguredData::ConfiguredData() { input_.environment = process_environment(); }

void ConfiguredData::add_flags(CLI::App& command) { add_database_flags(command, input_); }

std::optional<Config> ConfiguredData::read(const cli::Console& console) const {
  ConfigReading reading = read_config(input_);
  if (!reading.config) console.complain(describe_faults(reading.faults));
  return std::move(reading.config);
}

std::optional<cli::Installation> ConfiguredData::open(const cli::Console& console) {
  const auto config = read(console);
  if (!config) return std::nullopt;
  const std::string place = config->database_file.string();
  auto store = sqlite::SqliteStore::open(config->database_file);
  if (!store) {
    console.complain(cli::explain_error(store.error(), place));
    return std::nullopt;
  }
  const std::string key_environment = config->deployment == Deployment::production ? "live" : "dev";
  return cli::Installation{std::move(*store), clock_, entropy_, os_user(), key_environment, place};
}

std::optional<cli::Migrated> ConfiguredData::migrate(const cli::Console& console) {
  const auto config = read(console);
  if (!config) return std::nullopt;
  const std::string place = config->database_file.string();
  if (const auto error = make_private_directory(config->database_file.parent_path())) {
    console.complain("cannot create the directory of " + place + ": " + error.message());
    return std::nullopt;
  }
  auto report = sqlite::migrate(config->database_file);
  if (!report) {
    console.complain(cli::explain_error(report.error(), place));
    return std::nullopt;
  }
  return cli::Migrated{std::move(report->applied), report->to_version, place};
}

}  // namespace ratestack::app
