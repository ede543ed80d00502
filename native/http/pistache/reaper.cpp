#include "native/http/pistache/reaper.hpp"

#include <sys/socket.h>

#include <utility>

#include "native/http/http_error.hpp"

namespace ratestack::http {
namespace {

using Stage = TimeLimit::Stage;

void shut(Connection& connection) {
  const std::lock_guard lock(connection.mutex);
  if (!connection.gone) ::shutdown(connection.fd, SHUT_RDWR);
}

}  // namespace

Reaper::Reaper(Dispatcher& dispatcher, std::shared_ptr<InFlight> in_flight, const TimeLimits& limits)
    : dispatcher_(dispatcher),
      in_flight_(std::move(in_flight)),
      limits_(limits),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Reaper::watch(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  new_.push_back(connection);
}

void Reaper::stop() {
  thread_.request_stop();
  thread_.join();
}

void Reaper::run(const std::stop_token& stop) {
  while (wait(stop)) {
    const auto now = TimeLimit::Clock::now();
    std::erase_if(watched_, [&](const std::weak_ptr<Connection>& weak) {
      const auto connection = weak.lock();
      if (connection) look_at(connection, now);
      return !connection;
    });
  }
}

// False once the thread is to end.
bool Reaper::wait(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, stop, limits_.checked_every, [] { return false; });
  watched_.insert(watched_.end(), new_.begin(), new_.end());
  new_.clear();
  return !stop.stop_requested();
}

void Reaper::look_at(const std::shared_ptr<Connection>& connection, TimeLimit::Clock::time_point now) {
  const auto ended = connection->limit.expire(now, now + limits_.farewell);
  if (!ended) return;
  // Who has begun a request learns why it ends; the connection is shut down when that answer has had its time.
  if (*ended == Stage::arriving) return refuse(connection);
  shut(*connection);
}

void Reaper::refuse(const std::shared_ptr<Connection>& connection) {
  const ConnectionReply::Manner manner{AfterAnswer::close, SendBody::yes};
  dispatcher_.refuse(Error(HttpError::request_timeout),
                     std::make_unique<ConnectionReply>(connection, manner, limits_, in_flight_->enter()));
}

}  // namespace ratestack::http
