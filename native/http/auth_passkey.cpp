// /internal/v1/auth: signing in and stepping up with a passkey, of which the last step of stepping up is in
// auth_sign_in.
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/passkey_body.hpp"
#include "native/http/sign_in_answer.hpp"
#include "native/http/sign_in_body.hpp"

namespace ratestack::http {
namespace {

void answer_start(const ExchangePtr& exchange, Result<service::PasskeyStart> start) {
  if (!start) return exchange->fail(start.error());
  exchange->answer(json_answer(200, passkey_start_body(std::move(start.value()))));
}

void complete_now(Api& api, const ExchangePtr& exchange) {
  const auto body = Body::read(*exchange, {"transaction", "credential", "client", "device"});
  if (!body) return exchange->fail(body.error());
  const auto assertion = read_assertion(body.value().fields());
  if (!assertion) return exchange->fail(assertion.error());
  const auto context = read_context(body.value().fields(), *exchange);
  if (!context) return exchange->fail(context.error());
  api.identity.passkeys.sign_in(assertion.value().transaction, assertion.value().response, context.value(),
                                answer_to(api, exchange));
}

void start_step_up_now(Api& api, const ExchangePtr& exchange) {
  const auto body = Body::read(*exchange, {"session_token"});
  exchange->wipe_body();
  if (!body) return exchange->fail(body.error());
  const auto token = read_session_token(body.value().fields());
  if (!token) return exchange->fail(token.error());
  answer_start(exchange, api.identity.passkeys.begin_step_up(token.value()));
}

}  // namespace

void start_passkey_sign_in(Api& api, const ExchangePtr& exchange) {
  answer_start(exchange, api.identity.passkeys.begin_sign_in());  // from memory alone
}

void sign_in_with_passkey(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { complete_now(api, exchange); });
}

void start_passkey_step_up(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { start_step_up_now(api, exchange); });
}

}  // namespace ratestack::http
