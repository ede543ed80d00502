#include "native/app/setting_sources.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "native/app/setting_specs.hpp"
#include "native/app/toml_settings.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

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
  return text ? parse_toml_settings(as_text(text->expose())) : TomlSettings{};
}

/// Gathers what the file says, then what the environment and flags say instead.
class Collector {
 public:
  Collector(const ConfigInput& input, std::vector<ConfigFault>& faults) : input_(input), faults_(faults) {}

  void add_file(const std::filesystem::path& file, TomlSettings& read) {
    const auto place = [&](std::size_t line) { return file.string() + ":" + std::to_string(line); };
    for (TomlFault& fault : read.faults) faults_.push_back({place(fault.line), std::move(fault.problem)});
    for (TomlSetting& setting : read.settings) {
      const SettingSpec* spec = find_setting(setting.key);
      if (spec == nullptr) {
        faults_.push_back({place(setting.line), "no such setting; known: " + known_names()});
      } else if (!add(*spec, setting.value)) {
        faults_.push_back({place(setting.line), std::string(spec->name) + " is set twice in this file"});
      }
      // Whatever it was: a secret whose name is misspelled is one too.
      secure_wipe({reinterpret_cast<std::uint8_t*>(setting.value.data()), setting.value.size()});
    }
  }

  void overlay(const std::map<std::string, std::string>& values, SettingSource source) {
    for (const SettingSpec& spec : kSettings) {
      const auto found = values.find(std::string(spec.name));
      // An empty environment variable means "not set": that is how shells and unit files unset one.
      if (spec.secrecy == Secrecy::secret || found == values.end() || found->second.empty()) continue;
      out_.values.insert_or_assign(std::string(spec.name), RawSetting{found->second, source});
    }
  }

  void overlay(const SecretTexts& secrets) {
    for (const auto& [name, text] : secrets) {
      if (text.empty()) continue;
      RawSecret copy{SecretBytes::copy_of(text.expose(), input_.memory), SettingSource::environment};
      out_.secrets.insert_or_assign(name, std::move(copy));
    }
  }

  [[nodiscard]] CollectedSettings take() && { return std::move(out_); }

 private:
  bool add(const SettingSpec& spec, const std::string& value) {
    if (spec.secrecy == Secrecy::open)
      return out_.values.emplace(spec.name, RawSetting{value, SettingSource::file}).second;
    RawSecret secret{SecretBytes::copy_of(as_bytes(value), input_.memory), SettingSource::file};
    return out_.secrets.emplace(spec.name, std::move(secret)).second;
  }

  const ConfigInput& input_;
  std::vector<ConfigFault>& faults_;
  CollectedSettings out_;
};

}  // namespace

std::optional<SecretBytes> read_small_file(const std::filesystem::path& file, const std::string& setting,
                                           std::vector<ConfigFault>& faults) {
  errno = 0;
  std::ifstream in;
  in.rdbuf()->pubsetbuf(nullptr, 0);  // a buffer of its own would keep the secret when it is gone
  in.open(file, std::ios::binary);
  const auto text = SecretBytes::generate(kMaxFileBytes + 1, [&](MutableByteSpan out) {
    in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size()));
  });
  if (!in.is_open() || in.bad() || (in.gcount() == 0 && errno != 0)) {
    faults.push_back({setting, "cannot read " + file.string() + ": " + std::strerror(errno)});
    return std::nullopt;
  }
  const auto size = static_cast<std::size_t>(in.gcount());
  if (size > kMaxFileBytes) {
    faults.push_back({setting, file.string() + " is larger than 64 KiB: not a settings file"});
    return std::nullopt;
  }
  return SecretBytes::copy_of(text.expose().first(size));
}

CollectedSettings collect_settings(const ConfigInput& input, std::vector<ConfigFault>& faults) {
  Collector collector(input, faults);
  const auto file = config_file(input);
  TomlSettings read = file ? read_toml(*file, faults) : TomlSettings{};
  if (file) collector.add_file(*file, read);
  collector.overlay(input.environment, SettingSource::environment);
  if (input.secrets) collector.overlay(*input.secrets);
  collector.overlay(input.flags, SettingSource::flag);
  CollectedSettings out = std::move(collector).take();
  for (const SettingSpec& spec : kSettings) {
    if (spec.built_in.empty()) continue;
    out.values.emplace(spec.name, RawSetting{std::string(spec.built_in), SettingSource::built_in});
  }
  out.services = read_services(read.services, file ? file->string() : std::string(), faults);
  return out;
}

}  // namespace ratestack::app
