#include "native/app/url_parts.hpp"

#include "native/service/url_judge.hpp"

namespace ratestack::app {

Result<UrlParts> make_url_parts(const Config& config) {
  auto validators = service::make_validators(config.services);
  if (!validators) return validators.error();
  auto resolver = outbound::CaresResolver::start({.servers = config.dns_servers, .deadline = config.dns_timeout});
  if (!resolver) return resolver.error();
  return UrlParts{std::move(*validators), std::move(*resolver)};
}

}  // namespace ratestack::app
