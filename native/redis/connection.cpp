#include "native/redis/connection.hpp"

#include <fcntl.h>
#include <hiredis/hiredis.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <utility>

#include "native/redis/command.hpp"

namespace ratestack::redis {
namespace {

constexpr std::size_t kPiece = 4096;

bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

redisContext* begin_connecting(const RedisAddress& address, const std::string& host) {
  if (address.is_unix()) return redisConnectUnixNonBlock(address.path().c_str());
  return redisConnectNonBlock(host.c_str(), address.port());
}

}  // namespace

void Connection::Free::operator()(redisContext* context) const noexcept { redisFree(context); }

int Connection::descriptor() const noexcept { return context_->fd; }

Result<std::unique_ptr<Connection>> Connection::open(const RedisAddress& address, const std::string& host,
                                                     Deadline deadline) {
  redisContext* const context = begin_connecting(address, host);
  if (context == nullptr) return Error(RedisError::unreachable, "out of memory");
  std::unique_ptr<Connection> out(new Connection(context));
  if (context->err != 0) return Error(RedisError::unreachable, "connect");
  if (auto connected = out->finish_connecting(deadline); !connected) return connected.error();
  if (auto signed_in = out->sign_in(address, deadline); !signed_in) return signed_in.error();
  return out;
}

Result<void> Connection::finish_connecting(Deadline deadline) {
  fcntl(descriptor(), F_SETFD, FD_CLOEXEC);
  if (auto ready = wait(POLLOUT, deadline); !ready) return ready.error();
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(descriptor(), SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0) {
    return Error(RedisError::unreachable, "connect");
  }
  return {};
}

Result<void> Connection::sign_in(const RedisAddress& address, Deadline deadline) {
  std::string commands;
  std::size_t count = 0;
  if (!address.password().empty()) {
    Command auth(address.user().empty() ? 2 : 3);
    auth.add("AUTH");
    if (!address.user().empty()) auth.add(address.user());
    commands += auth.add(as_text(address.password().expose())).bytes();
    ++count;
  }
  if (address.database() != 0) {
    commands += Command(2).add("SELECT").add(std::int64_t{address.database()}).bytes();
    ++count;
  }
  if (count == 0) return {};
  auto replies = call(commands, count, deadline);
  if (!replies) return replies.error();
  for (const Reply& reply : *replies) {
    if (reply.is_error()) return Error(RedisError::refused, "AUTH or SELECT");
  }
  return {};
}

Result<std::vector<Reply>> Connection::call(std::string_view commands, std::size_t replies, Deadline deadline) {
  if (auto sent = send(commands, deadline); !sent) return broke(sent.error());
  std::vector<Reply> out;
  out.reserve(replies);
  while (out.size() < replies) {
    auto reply = receive(deadline);
    if (!reply) return broke(reply.error());
    out.push_back(std::move(*reply));
  }
  return out;
}

Result<Reply> Connection::call(std::string_view command, Deadline deadline) {
  if (auto sent = send(command, deadline); !sent) return broke(sent.error());
  auto reply = receive(deadline);
  if (!reply) return broke(reply.error());
  return reply;
}

bool Connection::is_stale() const noexcept {
  char byte = 0;
  return ::recv(descriptor(), &byte, sizeof byte, MSG_PEEK | MSG_DONTWAIT) >= 0 || !would_block(errno);
}

Result<void> Connection::send(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (would_block(errno)) {
      if (auto ready = wait(POLLOUT, deadline); !ready) return ready.error();
    } else if (errno != EINTR) {
      return Error(RedisError::unreachable, "send");
    }
  }
  return {};
}

Result<Reply> Connection::receive(Deadline deadline) {
  while (true) {
    void* reply = nullptr;
    if (redisReaderGetReply(context_->reader, &reply) != REDIS_OK) return Error(RedisError::not_understood);
    if (reply != nullptr) return Reply(static_cast<redisReply*>(reply));
    if (auto received = receive_piece(deadline); !received) return received.error();
  }
}

Result<void> Connection::receive_piece(Deadline deadline) {
  std::array<char, kPiece> piece;  // NOLINT: filled below
  if (auto ready = wait(POLLIN, deadline); !ready) return ready.error();
  const ssize_t size = ::recv(descriptor(), piece.data(), piece.size(), MSG_DONTWAIT);
  if (size < 0 && (would_block(errno) || errno == EINTR)) return {};
  if (size <= 0) return Error(RedisError::unreachable, "closed");
  if (redisReaderFeed(context_->reader, piece.data(), static_cast<std::size_t>(size)) != REDIS_OK) {
    return Error(RedisError::not_understood);
  }
  return {};
}

// A socket that is in error counts as ready: the call after this one says what is wrong.
Result<void> Connection::wait(short events, Deadline deadline) const {
  pollfd polled{descriptor(), events, 0};
  while (true) {
    const int ready = ::poll(&polled, 1, static_cast<int>(deadline.left().count()));
    if (ready > 0) return {};
    if (ready == 0) return Error(RedisError::too_slow);
    if (errno != EINTR) return Error(RedisError::unreachable, "poll");
  }
}

Error Connection::broke(Error error) {
  broken_ = true;
  return error;
}

}  // namespace ratestack::redis
