// The `url` commands' way to policies and DNS: the settings say which, native/outbound asks.
#pragma once

#include <utility>

#include "native/app/config.hpp"
#include "native/cli/url_access.hpp"

namespace ratestack::app {

class ConfiguredUrls final : public cli::UrlAccess {
 public:
  /// `surroundings`: what process_input() answered.
  explicit ConfiguredUrls(ConfigInput surroundings) : input_(std::move(surroundings)) {}
  void add_flags(CLI::App& command) override;
  std::optional<cli::UrlTools> open(const cli::Console& console) override;

 private:
  ConfigInput input_;
};

}  // namespace ratestack::app
