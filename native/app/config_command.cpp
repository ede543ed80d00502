#include "native/app/config_command.hpp"

#include <algorithm>
#include <iomanip>
#include <memory>

#include "native/app/config_flags.hpp"

namespace ratestack::app {
namespace {

void print_settings(const std::vector<SettingReport>& settings, std::ostream& out) {
  std::size_t widest = 0, widest_value = 0;
  for (const SettingReport& setting : settings) {
    widest = std::max(widest, setting.name.size());
    widest_value = std::max(widest_value, setting.shown.size());
  }
  for (const SettingReport& setting : settings) {
    out << std::left << std::setw(static_cast<int>(widest) + 2) << setting.name
        << std::setw(static_cast<int>(widest_value) + 2) << setting.shown << to_string(setting.source) << '\n';
  }
}

cli::ExitCode check(const ConfigInput& input, const cli::Console& console) {
  const ConfigReading reading = read_config(input);
  print_settings(reading.settings, console.out);
  for (const std::string& warning : reading.warnings) console.complain("warning: " + warning);
  if (!reading.config) return console.fail(cli::ExitCode::unusable, describe_faults(reading.faults));
  console.out << "ok\n";
  return cli::ExitCode::ok;
}

}  // namespace

void add_config_commands(CLI::App& root, cli::Session& session, const ConfigInput& surroundings) {
  CLI::App* config = root.add_subcommand("config", "Look at the settings");
  config->require_subcommand(1);
  CLI::App* command = config->add_subcommand("check", "Print every setting with its source, and all faults");
  auto input = std::make_shared<ConfigInput>(surroundings);
  add_config_flags(*command, *input);
  command
      ->add_option_function<std::string>(
          "--file", [input](const std::string& file) { input->file = file; }, "same as --config")
      ->type_name("FILE");
  command->footer(
      "Example:\n"
      "  ratestack config check --file /etc/ratestack.toml\n"
      "Exit: 0 the settings are valid, 2 they are not.");
  command->callback(
      [input, &session] { session.action = [input, &session] { return check(*input, session.console); }; });
}

}  // namespace ratestack::app
