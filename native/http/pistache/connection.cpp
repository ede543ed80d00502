#include "native/http/pistache/connection.hpp"

#include <sys/socket.h>

#include <exception>

namespace ratestack::http {
namespace {

using Pistache::Tcp::Peer;

// Ends our side of the stream; the client's end closes the connection.
void hang_up(const std::weak_ptr<Peer>& weak, Connection& connection) {
  const std::lock_guard lock(connection.mutex);
  const auto peer = weak.lock();
  if (peer && !connection.gone) ::shutdown(peer->fd(), SHUT_WR);
}

}  // namespace

ConnectionReply::ConnectionReply(const std::shared_ptr<Peer>& peer, std::shared_ptr<Connection> connection,
                                 Manner manner, std::shared_ptr<InFlight::Token> token)
    : peer_(peer), connection_(std::move(connection)), manner_(manner), token_(std::move(token)) {}

void ConnectionReply::send(Answer answer) {
  std::string bytes = to_wire(answer, manner_.after, manner_.body);
  std::unique_lock lock(connection_->mutex);
  const auto peer = peer_.lock();
  if (!peer || connection_->gone) return;
  connection_->writes.fetch_add(1);
  // Before the bytes leave: the client's next request may arrive before this thread runs again.
  connection_->busy.store(false);
  const std::size_t size = bytes.size();
  auto written = peer->send(Pistache::RawBuffer(std::move(bytes), size));
  lock.unlock();  // the continuation may run right here
  const auto finish = [connection = connection_, weak = peer_, after = manner_.after, token = std::move(token_)] {
    connection->writes.fetch_sub(1);
    if (after == AfterAnswer::close || connection->overrun.load()) hang_up(weak, *connection);
  };
  written.then([finish](ssize_t) { finish(); }, [finish](const std::exception_ptr&) { finish(); });
}

}  // namespace ratestack::http
