#include "native/http/exchange.hpp"

#include "native/http/http_error.hpp"
#include "native/http/problem.hpp"
#include "native/http/router.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack::http {

Exchange::Exchange(Request request, std::string correlation_id, std::unique_ptr<Reply> reply, RequestLog& log)
    : request_(std::move(request)), correlation_id_(std::move(correlation_id)), reply_(std::move(reply)), log_(log) {}

Exchange::~Exchange() {
  if (!answered_.load()) fail(Error(HttpError::unanswered));
}

std::string_view Exchange::path_parameter(std::string_view name) const noexcept {
  return http::path_parameter(route_->pattern, request_.path(), name);
}

void Exchange::wipe_body() noexcept {
  secure_wipe({reinterpret_cast<std::uint8_t*>(request_.body.data()), request_.body.size()});
}

void Exchange::answer(Answer answer) { finish(std::move(answer), {}); }

void Exchange::fail(const Error& error, JsonObject extra) {
  Problem problem = problem_of(error);
  for (auto& member : extra) problem.fields.emplace_back(member.key(), std::move(member.value()));
  if (problem.status >= 500) log_.fault(correlation_id_, error.message());
  const std::string code = problem.code;
  finish(to_answer(std::move(problem), correlation_id_), code);
}

void Exchange::finish(Answer answer, std::string_view code) {
  if (answered_.exchange(true)) return;
  answer.headers.push_back({"X-Correlation-Id", correlation_id_});
  const auto spent = std::chrono::steady_clock::now() - started_;
  log_.record({.correlation_id = correlation_id_,
               .method = to_string(request_.method),
               .route = route_ != nullptr ? route_->pattern : std::string_view(),
               .actor = principal_ ? std::string_view(principal_->actor.id) : std::string_view(),
               .status = answer.status,
               .code = code,
               .duration = std::chrono::duration_cast<std::chrono::microseconds>(spent),
               .bytes = answer.body.size()});
  // Whoever still holds this exchange must not hold the connection with it.
  const auto reply = std::move(reply_);
  reply->send(std::move(answer));
}

}  // namespace ratestack::http
