// How `ratestack url` comes by what it needs. app implements it over the settings.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "native/cli/console.hpp"
#include "native/service/name_resolver.hpp"
#include "ratestack/url/safe_url.hpp"

namespace ratestack::cli {

struct UrlTools {
  std::vector<SafeUrlValidator> validators;  // one a service
  std::unique_ptr<service::NameResolver> resolver;
};

class UrlAccess {
 public:
  virtual ~UrlAccess() = default;
  /// Adds the flags that say where the policies are and whom to ask for names.
  virtual void add_flags(CLI::App& command) = 0;
  /// Nothing after having said on the console what is wrong with the settings.
  virtual std::optional<UrlTools> open(const Console& console) = 0;
};

}  // namespace ratestack::cli
