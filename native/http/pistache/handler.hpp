// Bytes in, requests out: Pistache's parser under our own rules.
//
// Pistache's default input handling answers what it cannot parse with the library's own words, sometimes twice, and
// drops a second pipelined request; so the step between its sockets and its parser is ours.
#pragma once

#include <pistache/http.h>

#include <memory>
#include <optional>

#include "native/http/dispatcher.hpp"
#include "native/http/pistache/reaper.hpp"

namespace ratestack::http {

/// One a reactor thread, copied by Pistache from the first.
class PistacheHandler final : public Pistache::Http::Handler {
  HTTP_PROTOTYPE(PistacheHandler)

 public:
  PistacheHandler(Dispatcher& dispatcher, std::shared_ptr<InFlight> in_flight, std::shared_ptr<Reaper> reaper)
      : dispatcher_(&dispatcher), in_flight_(std::move(in_flight)), reaper_(std::move(reaper)) {}

  void onConnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override;
  void onInput(const char* buffer, std::size_t size, const std::shared_ptr<Pistache::Tcp::Peer>& peer) override;
  void onDisconnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override;
  /// Never called: onInput dispatches.
  void onRequest(const Pistache::Http::Request&, Pistache::Http::ResponseWriter) override {}

 private:
  using PeerPtr = std::shared_ptr<Pistache::Tcp::Peer>;
  using ParserPtr = std::shared_ptr<Pistache::Http::RequestParser>;

  void read(const PeerPtr& peer, const std::shared_ptr<Connection>& connection, std::string_view bytes);
  void take(const PeerPtr& peer, const std::shared_ptr<Connection>& connection, const ParserPtr& parser);
  void take_unparsed(const PeerPtr& peer, const std::shared_ptr<Connection>& connection);
  void refuse(const std::shared_ptr<Connection>& connection, const Error& error);
  std::unique_ptr<Reply> reply_to(std::shared_ptr<Connection> connection, ConnectionReply::Manner manner);

  Dispatcher* dispatcher_;
  std::shared_ptr<InFlight> in_flight_;
  std::shared_ptr<Reaper> reaper_;
};

}  // namespace ratestack::http
