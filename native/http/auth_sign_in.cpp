// /internal/v1/auth: sign-in for the portal, in one step or several. Bodies hold passwords: they are wiped once read.
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/passkey_body.hpp"
#include "native/http/sign_in_answer.hpp"
#include "native/http/sign_in_body.hpp"

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

/// Who steps up, and from where.
struct StepUp {
  SessionToken token;
  service::SignInContext context;
};

void with_password(Api& api, const ExchangePtr& exchange, const Fields& fields, const StepUp& who) {
  auto password = read_secret(fields, "password", service::kMaxPasswordBytes);
  if (!password) return exchange->fail(password.error());
  api.identity.sign_in.step_up_with_password(who.token, std::move(password.value()), who.context,
                                             answer_to(api, exchange));
}

void with_passkey(Api& api, const ExchangePtr& exchange, const Fields& fields, const StepUp& who) {
  const auto assertion = read_assertion(fields);
  if (!assertion) return exchange->fail(assertion.error());
  api.identity.passkeys.step_up(who.token, assertion.value().transaction, assertion.value().response, who.context,
                                answer_to(api, exchange));
}

void with_code(Api& api, const ExchangePtr& exchange, const Fields& fields, const StepUp& who) {
  const auto method = read_code_method(fields);
  if (!method) return exchange->fail(method.error());
  const auto code = read_text(fields, "code", kMaxCode);
  if (!code) return exchange->fail(code.error());
  api.identity.sign_in.step_up_with_code(who.token, method.value(), code.value(), who.context,
                                         answer_to(api, exchange));
}

void step_up_now(Api& api, const ExchangePtr& exchange) {
  const auto body = Body::read(
      *exchange, {"session_token", "password", "method", "code", "transaction", "credential", "client", "device"});
  exchange->wipe_body();
  if (!body) return exchange->fail(body.error());
  const Fields fields = body.value().fields();
  auto token = read_session_token(fields);
  if (!token) return exchange->fail(token.error());
  auto context = read_context(fields, *exchange);
  if (!context) return exchange->fail(context.error());
  const StepUp who{std::move(token.value()), std::move(context.value())};
  if (fields.has("password")) return with_password(api, exchange, fields, who);
  if (fields.has("transaction")) return with_passkey(api, exchange, fields, who);
  with_code(api, exchange, fields, who);
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
