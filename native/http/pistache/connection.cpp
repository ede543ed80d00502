#include "native/http/pistache/connection.hpp"

#include <sys/socket.h>

#include <exception>

namespace ratestack::http {
namespace {

// Ends our side of the stream; the client's end closes the connection, or the reaper does by then.
void hang_up(Connection& connection, TimeLimit::Clock::time_point until) {
  connection.limit.leave(until);
  const std::lock_guard lock(connection.mutex);
  if (!connection.gone) ::shutdown(connection.fd, SHUT_WR);
}

}  // namespace

ConnectionReply::ConnectionReply(std::shared_ptr<Connection> connection, Manner manner, const TimeLimits& limits,
                                 std::shared_ptr<InFlight::Token> token)
    : connection_(std::move(connection)), manner_(manner), limits_(limits), token_(std::move(token)) {}

void ConnectionReply::send(Answer answer) {
  std::string bytes = to_wire(answer, manner_.after, manner_.body);
  std::unique_lock lock(connection_->mutex);
  const auto peer = connection_->peer.lock();
  if (!peer || connection_->gone) return;
  connection_->writes.fetch_add(1);
  // Before the bytes leave: the client's next request may arrive before this thread runs again.
  connection_->limit.allow(TimeLimit::Stage::answered, TimeLimit::Clock::now() + limits_.idle);
  connection_->busy.store(false);
  const std::size_t size = bytes.size();
  auto written = peer->send(Pistache::RawBuffer(std::move(bytes), size));
  lock.unlock();  // the continuation may run right here
  const auto finish = [connection = connection_, after = manner_.after, farewell = limits_.farewell,
                       token = std::move(token_)] {
    connection->writes.fetch_sub(1);
    const bool ends = after == AfterAnswer::close || connection->overrun.load();
    if (ends) hang_up(*connection, TimeLimit::Clock::now() + farewell);
  };
  written.then([finish](ssize_t) { finish(); }, [finish](const std::exception_ptr&) { finish(); });
}

}  // namespace ratestack::http
