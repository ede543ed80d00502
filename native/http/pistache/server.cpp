#include "native/http/server.hpp"

#include <pistache/endpoint.h>

#include "native/http/pistache/handler.hpp"
#include "ratestack/base/error_enum.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::http {
namespace {

using Pistache::Http::Endpoint;

constexpr std::size_t kMaxHead = std::size_t{64} * 1024;
constexpr auto kNever = std::chrono::hours(24 * 36500);  // time limits are the reaper's

std::string_view describe(ServerError) { return "cannot_listen"; }

Pistache::Address address_of(const ServerOptions& options) {
  const bool v6 = options.host.find(':') != std::string::npos;
  return {v6 ? "[" + options.host + "]" : options.host, Pistache::Port(options.port)};
}

Endpoint::Options endpoint_options(const ServerOptions& options) {
  using Pistache::Tcp::Options;
  return Endpoint::options()
      .threads(options.threads)
      .flags(Pistache::Flags<Options>(Options::ReuseAddr) | Options::NoDelay)
      .backlog(4096)
      .maxRequestSize(limits::kMaxBodyBytes + kMaxHead)
      .headerTimeout(kNever)
      .bodyTimeout(kNever)
      .keepaliveTimeout(kNever);
}

}  // namespace

boost::system::error_code make_error_code(ServerError error) {
  static constexpr EnumCategory<ServerError, describe> kCategory{"server"};
  return {static_cast<int>(error), kCategory};
}

struct Server::Parts {
  std::shared_ptr<InFlight> in_flight = std::make_shared<InFlight>();
  Endpoint endpoint;
  std::shared_ptr<Reaper> reaper;

  explicit Parts(const Pistache::Address& address) : endpoint(address) {}
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() {
  parts_->reaper->stop();  // it answers on the endpoint's threads
  parts_->endpoint.shutdown();
}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Dispatcher& dispatcher) {
  auto parts = std::make_unique<Parts>(address_of(options));
  try {
    parts->endpoint.init(endpoint_options(options));
    parts->reaper = std::make_shared<Reaper>(dispatcher, parts->in_flight, options.limits);
    parts->endpoint.setHandler(std::make_shared<PistacheHandler>(dispatcher, parts->in_flight, parts->reaper));
    parts->endpoint.serveThreaded();
  } catch (const std::exception&) {  // the library's only way to say that the address is taken
    return Error(ServerError::cannot_listen, options.host + ":" + std::to_string(options.port));
  }
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

std::size_t Server::wait_for_answers(std::chrono::milliseconds deadline) {
  return parts_->in_flight->wait_for_none(deadline);
}

}  // namespace ratestack::http
