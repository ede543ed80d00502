#include "native/app/outbound_parts.hpp"

namespace ratestack::app {

Result<std::unique_ptr<OutboundParts>> OutboundParts::open(const Config& config) {
  auto parts = make_url_parts(config);
  if (!parts) return parts.error();
  std::unique_ptr<OutboundParts> opened(new OutboundParts(std::move(parts.value())));
  auto http = outbound::CurlHttpClient::create(opened->urls_, {.ca_file = config.ca_file});
  if (!http) return http.error();
  opened->http_ = std::move(http.value());
  return opened;
}

}  // namespace ratestack::app
