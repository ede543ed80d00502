#include "native/app/configured_urls.hpp"

#include "native/app/config_flags.hpp"
#include "native/outbound/cares_resolver.hpp"
#include "native/service/url_judge.hpp"

namespace ratestack::app {
namespace {

Result<cli::UrlTools> make_tools(const Config& config) {
  auto validators = service::make_validators(config.services);
  if (!validators) return validators.error();
  auto resolver = outbound::CaresResolver::start({.servers = config.dns_servers, .deadline = config.dns_timeout});
  if (!resolver) return resolver.error();
  return cli::UrlTools{std::move(*validators), std::move(*resolver)};
}

}  // namespace

ConfiguredUrls::ConfiguredUrls() { input_.environment = process_environment(); }

void ConfiguredUrls::add_flags(CLI::App& command) { add_url_flags(command, input_); }

std::optional<cli::UrlTools> ConfiguredUrls::open(const cli::Console& console) {
  const ConfigReading reading = read_config(input_);
  if (!reading.config) {
    console.complain(describe_faults(reading.faults));
    return std::nullopt;
  }
  auto tools = make_tools(*reading.config);
  if (!tools) {
    console.complain("cannot ask DNS: " + tools.error().message());
    return std::nullopt;
  }
  return std::move(*tools);
}

}  // namespace ratestack::app
