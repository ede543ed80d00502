#include "native/app/start_words.hpp"

#include "native/app/identity_config.hpp"
#include "native/app/master_keys.hpp"
#include "native/http/server.hpp"
#include "native/outbound/cares_resolver.hpp"

namespace ratestack::app {

std::string listen_text(const ListenAddress& address) {
  const bool v6 = address.host.find(':') != std::string::npos;
  return (v6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

std::string_view environment_text(Deployment deployment) noexcept {
  return deployment == Deployment::production ? "production" : "development";
}

std::string explain_start_failure(const Error& error, const Config& config) {
  if (error.code == http::ServerError::cannot_listen) {
    return "cannot listen on " + listen_text(config.listen) + ": is another server running there?";
  }
  if (error.code == outbound::ResolverError::bad_servers) {
    return "RATESTACK_DNS_SERVERS: " + error.context;
  }
  if (std::string words = explain_identity_failure(error, config); !words.empty()) return words;
  if (std::string words = explain_key_failure(error, config); !words.empty()) return words;
  return "cannot start: " + error.message();
}

}  // namespace ratestack::app
