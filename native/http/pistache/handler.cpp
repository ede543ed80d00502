#include "native/http/pistache/handler.hpp"

#include <utility>

#include "native/http/http_error.hpp"
#include "native/http/pistache/convert.hpp"

namespace ratestack::http {
namespace {

using Pistache::Http::Private::State;
using Stage = TimeLimit::Stage;

constexpr const char* kConnection = "ratestack.connection";

std::shared_ptr<Connection> connection_of(const std::shared_ptr<Pistache::Tcp::Peer>& peer) {
  return std::static_pointer_cast<Connection>(peer->getData(kConnection));
}

Error parse_error(const Pistache::Http::HttpError& error) {
  switch (static_cast<Pistache::Http::Code>(error.code())) {
    case Pistache::Http::Code::Request_Entity_Too_Large:
      return HttpError::payload_too_large;
    case Pistache::Http::Code::Unsupported_Media_Type:
      return HttpError::unsupported_media_type;
    default:
      return HttpError::malformed_request;
  }
}

}  // namespace

// What the library's own does, and the connection's state beside it.
void PistacheHandler::onConnection(const PeerPtr& peer) {
  peer->putData(ParserData, std::make_shared<Pistache::Http::RequestParser>(getMaxRequestSize()));
  const auto connection = std::make_shared<Connection>(peer);
  peer->putData(kConnection, connection);
  connection->limit.allow(Stage::silent, TimeLimit::Clock::now() + reaper_->limits().request);
  reaper_->watch(connection);
}

void PistacheHandler::onInput(const char* buffer, std::size_t size, const PeerPtr& peer) {
  const auto connection = connection_of(peer);
  if (connection->deaf || connection->limit.is_leaving()) return;
  if (connection->busy.load()) {  // a second request before the first has its answer: nginx never does that
    connection->overrun.store(true);
    connection->deaf = true;
    return;
  }
  if (!std::exchange(connection->arriving, true)) {
    connection->limit.allow(Stage::arriving, TimeLimit::Clock::now() + reaper_->limits().request);
  }
  try {
    read(peer, connection, {buffer, size});
  } catch (const Pistache::Http::HttpError& error) {
    if (connection->head.has_unknown_method()) return take_unparsed(peer, connection);
    refuse(connection, parse_error(error));
  } catch (const std::exception&) {  // what the library's header parsers throw
    refuse(connection, HttpError::malformed_request);
  }
}

void PistacheHandler::onDisconnection(const PeerPtr& peer) {
  const auto connection = connection_of(peer);
  {
    const std::lock_guard lock(connection->mutex);
    connection->gone = true;
  }
  // Answers that were handed over but not written still carry the descriptor that is closed next, and reused.
  if (connection->writes.load() > 0) transport()->flush();
}

void PistacheHandler::read(const PeerPtr& peer, const std::shared_ptr<Connection>& connection, std::string_view bytes) {
  const auto parser = getParser(peer);
  connection->head.feed(bytes);
  if (!parser->feed(bytes.data(), bytes.size())) return refuse(connection, HttpError::payload_too_large);
  const bool whole = parser->parse() == State::Done;
  // As soon as the head is there: a length that we would refuse is not worth waiting for.
  if (const auto sound = check_length(parser->request); !sound) return refuse(connection, sound.error());
  if (whole) take(peer, connection, parser);
}

// The library knows nine methods and stops at any other, but a wrong method has an answer of its own: 405.
void PistacheHandler::take_unparsed(const PeerPtr& peer, const std::shared_ptr<Connection>& connection) {
  Request request;
  request.method = Method::other;
  request.target = std::string(connection->head.target());
  request.client_ip = peer->address().host();
  connection->deaf = true;
  if (!connection->limit.suspend()) return;
  dispatcher_->handle(std::move(request), reply_to(connection, {AfterAnswer::close, SendBody::yes}));
}

void PistacheHandler::take(const PeerPtr& peer, const std::shared_ptr<Connection>& connection,
                           const ParserPtr& parser) {
  const auto version = parser->request.version();
  Request request = to_request(parser->request, connection->head.target(), peer->address().host());
  AfterAnswer after = after_answer(request, version);
  // Bytes beyond the request are a pipelined one that was swallowed with it: closing tells the client to send it again.
  if (connection->head.has_more_than(request.body.size())) after = AfterAnswer::close;
  connection->head.reset();
  parser->reset();
  connection->arriving = false;
  connection->deaf = after == AfterAnswer::close;
  connection->busy.store(true);
  if (!connection->limit.suspend()) return;  // refused for its slowness a moment ago
  const SendBody body = request.method == Method::head ? SendBody::no : SendBody::yes;
  dispatcher_->handle(std::move(request), reply_to(connection, {after, body}));
}

void PistacheHandler::refuse(const std::shared_ptr<Connection>& connection, const Error& error) {
  connection->deaf = true;
  if (!connection->limit.suspend()) return;
  dispatcher_->refuse(error, reply_to(connection, {AfterAnswer::close, SendBody::yes}));
}

std::unique_ptr<Reply> PistacheHandler::reply_to(std::shared_ptr<Connection> connection,
                                                 ConnectionReply::Manner manner) {
  return std::make_unique<ConnectionReply>(std::move(connection), manner, reaper_->limits(), in_flight_->enter());
}

}  // namespace ratestack::http
