#include "native/app/setting_sources.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "native/app/setting_specs.hpp"
#include "native/app/toml_settings.hpp"

namespace ratestack::app {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{64} * 1024;

/// "RATESTACK_LISTEN", "listen" and "Listen" are one name.
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == '-' ? '_' : (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  constexpr std::string_view kPrefix = "ratestack_";
  return out.starts_with(kPrefix) ? out.substr(kPrefix.size()) : out;
}

const SettingSpec* find_setting(std::string_view name) {
  const std::string wanted = folded(name);
  const auto found =
      std::find_if(kSettings.begin(), kSettings.end(), [&](const SettingSpec& s) { return folded(s.name) == wanted; });
  return found == kSettings.end() ? nullptr : &*found;
}

std::string known_names() {
  std::string out;
  for (const SettingSpec& spec : kSettings) out += (out.empty() ? "" : ", ") + folded(spec.name);
  return out;
}

std::optional<std::filesystem::path> config_file(const ConfigInput& input) {
  if (input.file) return input.file;
  const auto named = input.environment.find(std::string(kConfigFile));
  if (named == input.environment.end() || named->second.empty()) return std::nullopt;
  return named->second;
}

TomlSettings read_toml(const std::filesystem::path& file, std::vector<ConfigFault>& faults) {
  const auto text = read_small_file(file, "--config", faults);
  return text ? parse_toml_settings(*text) : TomlSettings{};
}

void add_file_settings(const std::filesystem::path& file, TomlSettings& read, RawSettings& out,
                       std::vector<ConfigFault>& faults) {
  const auto place = [&](std::size_t line) { return file.string() + ":" + std::to_string(line); };
  for (TomlFault& fault : read.faults) faults.push_back({place(fault.line), std::move(fault.problem)});
  for (TomlSetting& setting : read.settings) {
    const SettingSpec* spec = find_setting(setting.key);
    if (spec == nullptr) {
      faults.push_back({place(setting.line), "no such setting; known: " + known_names()});
    } else if (!out.emplace(spec->name, RawSetting{std::move(setting.value), SettingSource::file}).second) {
      faults.push_back({place(setting.line), std::string(spec->name) + " is set twice in this file"});
    }
  }
}

void overlay(const std::map<std::string, std::string>& values, SettingSource source, RawSettings& out) {
  for (const SettingSpec& spec : kSettings) {
    const auto found = values.find(std::string(spec.name));
    // An empty environment variable means "not set": that is how shells and unit files unset one.
    if (found == values.end() || found->second.empty()) continue;
    out.insert_or_assign(std::string(spec.name), RawSetting{found->second, source});
  }
}

}  // namespace

std::optional<std::string> read_small_file(const std::filesystem::path& file, const std::string& setting,
                                           std::vector<ConfigFault>& faults) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::string text(kMaxFileBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in.is_open() || in.bad() || (in.gcount() == 0 && errno != 0)) {
    faults.push_back({setting, "cannot read " + file.string() + ": " + std::strerror(errno)});
    return std::nullopt;
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kMaxFileBytes) {
    faults.push_back({setting, file.string() + " is larger than 64 KiB: not a settings file"});
    return std::nullopt;
  }
  return text;
}

CollectedSettings collect_settings(const ConfigInput& input, std::vector<ConfigFault>& faults) {
  RawSettings out;
  const auto file = config_file(input);
  TomlSettings read = file ? read_toml(*file, faults) : TomlSettings{};
  if (file) add_file_settings(*file, read, out, faults);
  overlay(input.environment, SettingSource::environment, out);
  overlay(input.flags, SettingSource::flag, out);
  for (const SettingSpec& spec : kSettings) {
    if (!spec.built_in.empty()) out.emplace(spec.name, RawSetting{std::string(spec.built_in), SettingSource::built_in});
  }
  return {std::move(out), read_services(read.services, file ? file->string() : std::string(), faults)};
}

}  // namespace ratestack::app
