#include "native/app/config_flags.hpp"

#include "native/app/setting_specs.hpp"

namespace ratestack::app {

void add_config_flags(CLI::App& command, ConfigInput& input) {
  const std::string group = "Settings (flag, environment or file)";
  command
      .add_option_function<std::string>(
          "--config", [&input](const std::string& file) { input.file = file; },
          "TOML file of settings [RATESTACK_CONFIG]")
      ->type_name("FILE")
      ->group(group);
  for (const SettingSpec& spec : kSettings) {
    if (spec.flag.empty()) continue;
    std::string help = std::string(spec.help) + " [" + std::string(spec.name) + "]";
    if (!spec.built_in.empty()) help += " (" + std::string(spec.built_in) + ")";
    command
        .add_option_function<std::string>(
            "--" + std::string(spec.flag),
            [&input, name = std::string(spec.name)](const std::string& value) { input.flags[name] = value; }, help)
        ->type_name("TEXT")
        ->group(group);
  }
}

}  // namespace ratestack::app
