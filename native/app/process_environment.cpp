#include "native/app/process_environment.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "native/app/setting_specs.hpp"
#include "native/service/vector_registers.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack::app {
namespace {

struct Variable {
  std::string_view name;
  char* value = nullptr;  // in place, ends with a zero
};

std::optional<Variable> variable_of(char* entry) {
  char* const equals = std::strchr(entry, '=');
  if (equals == nullptr) return std::nullopt;
  return Variable{{entry, static_cast<std::size_t>(equals - entry)}, equals + 1};
}

const SettingSpec* secret_setting(std::string_view name) {
  const auto found = std::find_if(kSettings.begin(), kSettings.end(), [&](const SettingSpec& spec) {
    return spec.secrecy == Secrecy::secret && spec.name == name;
  });
  return found == kSettings.end() ? nullptr : &*found;
}

}  // namespace

// The kernel shows the block that execve wrote as /proc/PID/environ, whatever `environ` says later: the bytes
// themselves have to go. A name that stands twice counts once, as for getenv.
SecretTexts take_secret_environment(SecretMemory& memory) {
  SecretTexts out;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const auto variable = variable_of(*entry);
    if (!variable || secret_setting(variable->name) == nullptr) continue;
    const std::size_t size = std::strlen(variable->value);
    out.try_emplace(std::string(variable->name), SecretBytes::copy_of(as_bytes({variable->value, size}), &memory));
    secure_wipe({reinterpret_cast<std::uint8_t*>(variable->value), size});
  }
  for (const SettingSpec& spec : kSettings) {
    if (spec.secrecy == Secrecy::secret) ::unsetenv(std::string(spec.name).c_str());
  }
  service::clear_vector_registers();
  return out;
}

std::map<std::string, std::string> process_environment() {
  std::map<std::string, std::string> out;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const auto variable = variable_of(*entry);
    if (variable && secret_setting(variable->name) == nullptr) out.emplace(variable->name, variable->value);
  }
  return out;
}

ConfigInput process_input(SecretMemory& memory) {
  ConfigInput input;
  input.secrets = std::make_shared<const SecretTexts>(take_secret_environment(memory));
  input.environment = process_environment();
  input.memory = &memory;
  return input;
}

}  // namespace ratestack::app
