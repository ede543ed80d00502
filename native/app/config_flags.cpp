#include "native/app/config_flags.hpp"

#include "native/app/setting_specs.hpp"

namespace ratestack::app {
namespace {

constexpr const char* kGroup = "Settings (flag, environment or file)";

void add_file_flag(CLI::App& command, ConfigInput& input) {
  const auto keep = [&input](const std::string& file) { input.file = file; };
  command.add_option_function<std::string>("--config", keep, "TOML file of settings [RATESTACK_CONFIG]")
      ->type_name("FILE")
      ->group(kGroup);
}

void add_flag(CLI::App& command, ConfigInput& input, const SettingSpec& spec) {
  std::string help = std::string(spec.help) + " [" + std::string(spec.name) + "]";
  if (!spec.built_in.empty()) help += " (" + std::string(spec.built_in) + ")";
  const auto keep = [&input, name = std::string(spec.name)](const std::string& value) { input.flags[name] = value; };
  command.add_option_function<std::string>("--" + std::string(spec.flag), keep, help)->type_name("TEXT")->group(kGroup);
}

}  // namespace

void add_config_flags(CLI::App& command, ConfigInput& input) {
  add_file_flag(command, input);
  for (const SettingSpec& spec : kSettings) {
    if (!spec.flag.empty()) add_flag(command, input, spec);
  }
}

void add_database_flags(CLI::App& command, ConfigInput& input) {
  add_file_flag(command, input);
  for (const SettingSpec& spec : kSettings) {
    if (spec.name == kDataDir || spec.name == kDatabaseUrl) add_flag(command, input, spec);
  }
}

void add_url_flags(CLI::App& command, ConfigInput& input) {
  add_file_flag(command, input);
  for (const SettingSpec& spec : kSettings) {
    if (spec.name == kDnsServers || spec.name == kDnsTimeout) add_flag(command, input, spec);
  }
}

}  // namespace ratestack::app
