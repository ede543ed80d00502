#include "native/app/secret_settings.hpp"

#include <optional>
#include <utility>

#include "native/app/provider_settings.hpp"
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
      : lookup_(raw, input, reading), input_(input) {}

  void read(Config& config) {
    read_token(config);
    read_pseudonym_key(config);
    config.master_key = read_key(kMasterNames);
    config.previous_master_key = read_key(kPreviousNames);
    check_master_keys(config);
    read_providers(lookup_, config);
  }

  [[nodiscard]] std::set<std::string_view> from_credentials() && { return std::move(from_credentials_); }

 private:
  void read_token(Config& config) {
    config.internal_token = lookup_.text_of(kInternalToken, kInternalTokenFile);
    const std::string weakness = config.internal_token.empty()
                                     ? "is not set; services need it to reach /internal"
                                     : token_weakness(as_text(config.internal_token.expose()));
    if (weakness.empty()) return;
    if (config.deployment == Deployment::production)
      lookup_.fault(kInternalToken, weakness);
    else
      lookup_.warn("INTERNAL_TOKEN " + weakness + " (production would not start)");
  }

  void read_pseudonym_key(Config& config) {
    static_cast<void>(lookup_.stands_twice(kPseudonymKey, kPseudonymKeyFile));
    if (const std::string* file = lookup_.text(kPseudonymKeyFile)) config.pseudonym_key_file = *file;
    if (const SecretBytes* direct = lookup_.secret(kPseudonymKey)) {
      config.pseudonym_key = sound(kPseudonymKey, service::parse_key_text(as_text(direct->expose()), input_.memory));
    }
  }

  /// The setting before its file before the credential. A file that is named must hold a key.
  [[nodiscard]] SecretBytes read_key(const SecretNames& names) {
    if (lookup_.stands_twice(names.text, names.file)) return {};
    if (const SecretBytes* direct = lookup_.secret(names.text))
      return sound(names.text, service::parse_key_text(as_text(direct->expose()), input_.memory));
    if (const std::string* file = lookup_.text(names.file))
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
    lookup_.fault(name, service::explain_key_error(key.error()));
    return {};
  }

  [[nodiscard]] bool is_given(const SecretNames& names) const {
    return lookup_.secret(names.text) != nullptr || lookup_.text(names.file) != nullptr ||
           from_credentials_.contains(names.text);
  }

  void check_master_keys(const Config& config) {
    if (!is_given(kMasterNames)) {
      if (config.deployment == Deployment::production) {
        lookup_.fault(kMasterKey, "is not set; secrets are sealed under it: make one with: openssl rand -hex 32");
      } else if (is_given(kPreviousNames)) {
        lookup_.fault(kPreviousMasterKey, "is set without PRICING_MASTER_KEY");
      }
    }
    if (!config.master_key.empty() && config.master_key == config.previous_master_key) {
      lookup_.fault(kPreviousMasterKey, "is the same key as PRICING_MASTER_KEY");
    }
  }

  const SecretLookup lookup_;
  const ConfigInput& input_;
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
