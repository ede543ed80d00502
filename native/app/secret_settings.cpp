#include "native/app/secret_settings.hpp"

#include <optional>
#include <utility>

#include "native/app/setting_specs.hpp"
#include "native/app/setting_values.hpp"
#include "native/service/key_file.hpp"
#include "native/service/key_words.hpp"
#include "native/service/vector_registers.hpp"

namespace ratestack::app {
namespace {

namespace fs = std::filesystem;

/// One secret's places.
struct SecretNames {
  std::string_view text;        // the setting that holds it
  std::string_view file;        // the setting that names a file
  std::string_view credential;  // its file in systemd's credentials (systemd.exec(5), LoadCredential=)
};
constexpr SecretNames kMasterNames{kMasterKey, kMasterKeyFile, "pricing_master_key"};
constexpr SecretNames kPreviousNames{kPreviousMasterKey, kPreviousMasterKeyFile, "pricing_master_key_previous"};
constexpr std::string_view kCredentialsDirectory = "CREDENTIALS_DIRECTORY";

class SecretReader {
 public:
  SecretReader(const CollectedSettings& raw, const ConfigInput& input, ConfigReading& reading)
      : raw_(raw), input_(input), reading_(reading) {}

  void read(Config& config) {
    read_token(config);
    read_pseudonym_key(config);
    config.master_key = read_key(kMasterNames);
    config.previous_master_key = read_key(kPreviousNames);
    check_master_keys(config);
  }

  [[nodiscard]] std::set<std::string_view> from_credentials() && { return std::move(from_credentials_); }

 private:
  [[nodiscard]] const SecretBytes* secret(std::string_view name) const {
    const auto found = raw_.secrets.find(name);
    return found == raw_.secrets.end() ? nullptr : &found->second.text;
  }

  [[nodiscard]] const std::string* text(std::string_view name) const {
    const auto found = raw_.values.find(name);
    return found == raw_.values.end() ? nullptr : &found->second.text;
  }

  void fault(std::string_view name, std::string problem) {
    reading_.faults.push_back({std::string(name), std::move(problem)});
  }

  /// True where the setting and its file would contradict each other.
  bool stands_twice(std::string_view name, std::string_view file_name) {
    if (secret(name) == nullptr || text(file_name) == nullptr) return false;
    fault(file_name, "is set beside " + std::string(name) + "; keep one of them");
    return true;
  }

  [[nodiscard]] SecretBytes token() {
    static_cast<void>(stands_twice(kInternalToken, kInternalTokenFile));
    if (const std::string* file = text(kInternalTokenFile)) {
      const auto content = read_small_file(*file, std::string(kInternalTokenFile), reading_.faults);
      if (!content) return {};
      std::string_view token = as_text(content->expose());
      while (token.ends_with('\n') || token.ends_with('\r')) token.remove_suffix(1);
      return SecretBytes::copy_of(as_bytes(token), input_.memory);
    }
    const SecretBytes* direct = secret(kInternalToken);
    return direct == nullptr ? SecretBytes() : SecretBytes::copy_of(direct->expose(), input_.memory);
  }

  void read_token(Config& config) {
    config.internal_token = token();
    const std::string weakness = config.internal_token.empty()
                                     ? "is not set; services need it to reach /internal"
                                     : token_weakness(as_text(config.internal_token.expose()));
    if (weakness.empty()) return;
    if (config.deployment == Deployment::production)
      fault(kInternalToken, weakness);
    else
      reading_.warnings.push_back("INTERNAL_TOKEN " + weakness + " (production would not start)");
  }

  void read_pseudonym_key(Config& config) {
    static_cast<void>(stands_twice(kPseudonymKey, kPseudonymKeyFile));
    if (const std::string* file = text(kPseudonymKeyFile)) config.pseudonym_key_file = *file;
    if (const SecretBytes* direct = secret(kPseudonymKey)) {
      config.pseudonym_key = sound(kPseudonymKey, service::parse_key_text(as_text(direct->expose()), input_.memory));
    }
  }

  /// The setting before its file before the credential. A file that is named must hold a key.
  [[nodiscard]] SecretBytes read_key(const SecretNames& names) {
    if (stands_twice(names.text, names.file)) return {};
    if (const SecretBytes* direct = secret(names.text))
      return sound(names.text, service::parse_key_text(as_text(direct->expose()), input_.memory));
    if (const std::string* file = text(names.file))
      return sound(names.file, service::read_key_file(*file, input_.memory));
    const auto directory = input_.environment.find(std::string(kCredentialsDirectory));
    if (directory == input_.environment.end() || directory->second.empty()) return {};
    const fs::path credential = fs::path(directory->second) / names.credential;
    std::error_code ignored;  // what cannot be looked at is not there
    if (!fs::exists(credential, ignored)) return {};
    from_credentials_.insert(names.text);
    return sound(names.text, service::read_key_file(credential, input_.memory));
  }

  [[nodiscard]] SecretBytes sound(std::string_view name, Result<SecretBytes> key) {
    if (key) return std::move(*key);
    fault(name, service::explain_key_error(key.error()));
    return {};
  }

  [[nodiscard]] bool is_given(const SecretNames& names) const {
    return secret(names.text) != nullptr || text(names.file) != nullptr || from_credentials_.contains(names.text);
  }

  void check_master_keys(const Config& config) {
    if (!is_given(kMasterNames)) {
      if (config.deployment == Deployment::production) {
        fault(kMasterKey, "is not set; secrets are sealed under it: make one with: openssl rand -hex 32");
      } else if (is_given(kPreviousNames)) {
        fault(kPreviousMasterKey, "is set without PRICING_MASTER_KEY");
      }
    }
    if (!config.master_key.empty() && config.master_key == config.previous_master_key) {
      fault(kPreviousMasterKey, "is the same key as PRICING_MASTER_KEY");
    }
  }

  const CollectedSettings& raw_;
  const ConfigInput& input_;
  ConfigReading& reading_;
  std::set<std::string_view> from_credentials_;
};

}  // namespace

std::set<std::string_view> read_secrets(const CollectedSettings& raw, const ConfigInput& input, ConfigReading& reading,
                                        Config& config) {
  SecretReader reader(raw, input, reading);
  reader.read(config);
  service::clear_vector_registers();
  return std::move(reader).from_credentials();
}

}  // namespace ratestack::app
