// A connection as Pistache's reactor threads see it, and the way an answer takes back to it from any thread.
#pragma once

#include <pistache/peer.h>

#include <atomic>
#include <memory>
#include <mutex>

#include "native/http/exchange.hpp"
#include "native/http/in_flight.hpp"
#include "native/http/pistache/time_limit.hpp"
#include "native/http/server.hpp"
#include "native/http/wire.hpp"

namespace ratestack::http {

/// State of one connection. Fields without a note belong to the connection's reactor thread alone.
struct Connection {
  explicit Connection(const std::shared_ptr<Pistache::Tcp::Peer>& to) : peer(to), fd(to->fd()) {}

  const std::weak_ptr<Pistache::Tcp::Peer> peer;
  const int fd;
  TimeLimit limit;
  RequestHead head;                  // of the request that is arriving
  bool arriving = false;             // some of a request is here
  bool deaf = false;                 // its last answer is on the way: what still comes is not read
  std::atomic<bool> busy{false};     // a request was taken and its answer has not been handed over
  std::atomic<bool> overrun{false};  // bytes came while busy and were not read: the connection ends after the answer
  std::atomic<int> writes{0};        // answers handed over, not yet on the wire

  // Once `gone`, the descriptor may belong to another connection: Pistache addresses answers by descriptor, and an
  // answer handed over too late would reach a stranger. `gone` is set, under the lock, before the descriptor is closed.
  std::mutex mutex;
  bool gone = false;
};

/// Sends one answer on a connection, if it still stands.
class ConnectionReply final : public Reply {
 public:
  struct Manner {
    AfterAnswer after;
    SendBody body;
  };

  ConnectionReply(std::shared_ptr<Connection> connection, Manner manner, const TimeLimits& limits,
                  std::shared_ptr<InFlight::Token> token);
  void send(Answer answer) override;

 private:
  std::shared_ptr<Connection> connection_;
  Manner manner_;
  const TimeLimits limits_;
  std::shared_ptr<InFlight::Token> token_;
};

}  // namespace ratestack::http
