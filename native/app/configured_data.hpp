// The commands' way to the data: the settings say where it is.
#pragma once

#include <utility>

#include "native/app/config.hpp"
#include "native/cli/data_access.hpp"
#include "native/service/system.hpp"

namespace ratestack::app {

class ConfiguredData final : public cli::DataAccess {
 public:
  /// `surroundings`: what process_input() answered.
  /// Keys come into `memory`, which outlives this.
  ConfiguredData(ConfigInput surroundings, SecretMemory& memory) : input_(std::move(surroundings)), memory_(memory) {}
  void add_flags(CLI::App& command) override;
  std::optional<cli::Installation> open(const cli::Console& console) override;
  std::unique_ptr<SecretEncryptor> open_keys(const cli::Installation& installation,
                                             const cli::Console& console) override;
  std::optional<service::IdentitySettings> identity_settings(const cli::Console& console) override;
  std::optional<cli::MoveEnds> open_ends(const cli::MoveUrls& urls, const cli::Console& console) override;
  std::optional<cli::Migrated> migrate(const std::string& server_role, const cli::Console& console) override;

 private:
  std::optional<Config> read(const cli::Console& console) const;

  ConfigInput input_;
  SecretMemory& memory_;
  service::SystemClock clock_;
  service::SystemEntropy entropy_;
};

}  // namespace ratestack::app
