// /internal/v1/auth: sign-in for the portal, in one step or several. Bodies hold passwords: they are wiped once read.
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/sign_in_answer.hpp"
#include "native/http/sign_in_body.hpp"
#include "native/service/identity/identity_error.hpp"
#include "ratestack/identity/session_token.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kMaxEmail = 254;  // RFC 5321 section 4.5.3.1.3, without the brackets
constexpr std::size_t kMaxChallenge = service::Tickets::kMaxBytes;
constexpr std::size_t kMaxCode = 64;

void password_now(Api& api, const ExchangePtr& exchange) {
  const auto body = Body::read(*exchange, {"email", "password", "client", "device"});
  exchange->wipe_body();
  if (!body) return exchange->fail(body.error());
  const Fields fields = body.value().fields();
  auto email = read_text(fields, "email", kMaxEmail);
  if (!email) return exchange->fail(email.error());
  auto password = read_secret(fields, "password", service::kMaxPasswordBytes);
  if (!password) return exchange->fail(password.error());
  auto context = read_context(fields, *exchange);
  if (!context) return exchange->fail(context.error());
  api.identity.sign_in.with_password(std::move(email.value()), std::move(password.value()), context.value(),
                                     answer_to(api, exchange));
}

void code_now(Api& api, const ExchangePtr& exchange) {
  const auto body = Body::read(*exchange, {"challenge", "method", "code", "client", "device"});
  exchange->wipe_body();
  if (!body) return exchange->fail(body.error());
  const Fields fields = body.value().fields();
  const auto challenge = read_text(fields, "challenge", kMaxChallenge);
  if (!challenge) return exchange->fail(challenge.error());
  const auto method = read_code_method(fields);
  if (!method) return exchange->fail(method.error());
  const auto code = read_text(fields, "code", kMaxCode);
  if (!code) return exchange->fail(code.error());
  auto context = read_context(fields, *exchange);
  if (!context) return exchange->fail(context.error());
  api.identity.sign_in.with_code(challenge.value(), method.value(), code.value(), context.value(),
                                 answer_to(api, exchange));
}

void step_up_now(Api& api, const ExchangePtr& exchange) {
  const auto body = Body::read(*exchange, {"session_token", "password", "method", "code", "client", "device"});
  exchange->wipe_body();
  if (!body) return exchange->fail(body.error());
  const Fields fields = body.value().fields();
  const auto text = fields.text("session_token");
  if (!text) return exchange->fail(text.error());
  const auto token = SessionToken::parse(*text);
  if (!token) return exchange->fail(service::IdentityError::unknown_session);
  auto context = read_context(fields, *exchange);
  if (!context) return exchange->fail(context.error());
  if (fields.has("password")) {
    auto password = read_secret(fields, "password", service::kMaxPasswordBytes);
    if (!password) return exchange->fail(password.error());
    return api.identity.sign_in.step_up_with_password(token.value(), std::move(password.value()), context.value(),
                                                      answer_to(api, exchange));
  }
  const auto method = read_code_method(fields);
  if (!method) return exchange->fail(method.error());
  const auto code = read_text(fields, "code", kMaxCode);
  if (!code) return exchange->fail(code.error());
  api.identity.sign_in.step_up_with_code(token.value(), method.value(), code.value(), context.value(),
                                         answer_to(api, exchange));
}

}  // namespace

void sign_in_with_password(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { password_now(api, exchange); });
}

void sign_in_with_code(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { code_now(api, exchange); });
}

void step_up(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { step_up_now(api, exchange); });
}

}  // namespace ratestack::http
