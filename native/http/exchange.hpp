// One request on its way through the house, and the duty to answer it exactly once.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "native/http/answer.hpp"
#include "native/http/query.hpp"
#include "native/http/request.hpp"
#include "native/http/request_log.hpp"
#include "native/http/route.hpp"
#include "native/service/principal.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/encoding/json.hpp"

namespace ratestack::http {

/// Where the finished answer goes: a connection, or a test. Called once, from any thread.
class Reply {
 public:
  virtual ~Reply() = default;
  virtual void send(Answer answer) = 0;
};

/// Filled in by the middleware, step by step; handlers read it. One thread at a time.
class Exchange {
 public:
  Exchange(Request request, std::string correlation_id, std::unique_ptr<Reply> reply, RequestLog& log);
  /// A request that nobody answered is answered with 500 `internal_error`.
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  [[nodiscard]] const Request& request() const noexcept { return request_; }
  [[nodiscard]] const std::string& correlation_id() const noexcept { return correlation_id_; }
  [[nodiscard]] const Query& query() const noexcept { return query_; }
  /// What stands in the path for "{name}" of the route; a view into the request.
  [[nodiscard]] std::string_view path_parameter(std::string_view name) const noexcept;
  /// Set for every route that is not public before its handler runs.
  [[nodiscard]] const service::Principal& principal() const { return *principal_; }

  void matched(const Route& route) noexcept { route_ = &route; }
  [[nodiscard]] const Route& route() const noexcept { return *route_; }
  void proven(service::Principal principal) { principal_ = std::move(principal); }
  void asked(Query query) noexcept { query_ = std::move(query); }
  /// Of a right that may end while the request waits: `judge` says whether it still holds.
  void judge_again_with(std::function<Result<void>()> judge) { judge_ = std::move(judge); }
  /// Asked when work that has waited for its turn begins. What has begun is finished.
  [[nodiscard]] Result<void> still_allowed() const { return judge_ ? judge_() : Result<void>(); }
  /// Overwrites the body, once its secret has been taken out.
  void wipe_body() noexcept;

  /// The first answer wins; later ones are dropped.
  void answer(Answer answer);
  void fail(const Error& error) { fail(error, {}); }
  /// Fails with members beside those that the error itself has, such as a list of faults (RFC 9457 section 3.2). A
  /// member with a name that the problem has already is dropped. `extra` holds finite numbers and valid UTF-8.
  void fail(const Error& error, JsonObject extra);

 private:
  void finish(Answer answer, std::string_view code);

  Request request_;
  std::string correlation_id_;
  std::unique_ptr<Reply> reply_;
  RequestLog& log_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  const Route* route_ = nullptr;
  std::optional<service::Principal> principal_;
  Query query_;
  std::function<Result<void>()> judge_;
  std::atomic<bool> answered_{false};
};

}  // namespace ratestack::http
