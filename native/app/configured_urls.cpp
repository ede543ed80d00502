#include "native/app/configured_urls.hpp"

#include "native/app/config_flags.hpp"
#include "native/app/url_parts.hpp"

namespace ratestack::app {

void ConfiguredUrls::add_flags(CLI::App& command) { add_url_flags(command, input_); }

std::optional<cli::UrlTools> ConfiguredUrls::open(const cli::Console& console) {
  const ConfigReading reading = read_config(input_);
  if (!reading.config) {
    console.complain(describe_faults(reading.faults));
    return std::nullopt;
  }
  auto parts = make_url_parts(*reading.config);
  if (!parts) {
    console.complain("cannot ask DNS: " + parts.error().message());
    return std::nullopt;
  }
  return cli::UrlTools{std::move(parts->validators), std::move(parts->resolver)};
}

}  // namespace ratestack::app
