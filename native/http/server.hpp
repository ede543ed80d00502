// The HTTP server: connections in, requests to the dispatcher, answers out. Names no HTTP library.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "native/http/dispatcher.hpp"

namespace ratestack::http {

/// How long a client may take. nginx stands before the server and sends requests whole; these hold for whatever else
/// gets at it.
struct TimeLimits {
  std::chrono::milliseconds request = std::chrono::seconds(30);       // to send a whole request, or its first byte
  std::chrono::milliseconds idle = std::chrono::hours(2);             // between requests, and to take an answer
  std::chrono::milliseconds farewell = std::chrono::seconds(10);      // to close its end, once ours is closed
  std::chrono::milliseconds checked_every = std::chrono::seconds(1);  // how late the above may be noticed
};

struct ServerOptions {
  std::string host;  // loopback IP literal: nginx on the same host is the only client
  std::uint16_t port = 0;
  int threads = 2;
  TimeLimits limits = {};
};

enum class ServerError { cannot_listen = 1 };
boost::system::error_code make_error_code(ServerError error);

class Server {
 public:
  /// Binds and serves on threads of its own. The dispatcher must outlive the server.
  static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Dispatcher& dispatcher);
  /// Closes every connection, answered or not: call `wait_for_answers` first.
  ~Server();

  /// Waits until every request that was taken has its answer on the wire, or the deadline passes.
  /// The number that is left over.
  [[nodiscard]] std::size_t wait_for_answers(std::chrono::milliseconds deadline);

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace ratestack::http

template <>
struct boost::system::is_error_code_enum<ratestack::http::ServerError> : std::true_type {};
