// Where each setting's text comes from: flag before environment before file before default.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "native/app/config.hpp"
#include "native/app/service_settings.hpp"

namespace ratestack::app {

struct RawSetting {
  std::string text;
  SettingSource source = SettingSource::built_in;
};

/// The text of every known open setting by its environment spelling; unset ones are absent.
using RawSettings = std::map<std::string, RawSetting, std::less<>>;

struct RawSecret {
  SecretBytes text;
  SettingSource source = SettingSource::built_in;
};

/// The same for those of Secrecy::secret.
using RawSecrets = std::map<std::string, RawSecret, std::less<>>;

/// What was set, before anyone asks what it means.
struct CollectedSettings {
  RawSettings values;
  RawSecrets secrets;
  std::vector<ServiceSetting> services;  // valid, unless there are faults
};

/// Faults: a file that cannot be read or parsed, and names in it that are no settings (with the nearest one).
[[nodiscard]] CollectedSettings collect_settings(const ConfigInput& input, std::vector<ConfigFault>& faults);

/// Whole file, at most 64 KiB; a fault otherwise. It may hold secrets.
[[nodiscard]] std::optional<SecretBytes> read_small_file(const std::filesystem::path& file, const std::string& setting,
                                                         std::vector<ConfigFault>& faults);

}  // namespace ratestack::app
