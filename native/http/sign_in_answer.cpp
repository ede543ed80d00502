#include "native/http/sign_in_answer.hpp"

#include "native/http/identity_json.hpp"

namespace ratestack::http {
namespace {

using service::FactorNeeded;
using service::SignedIn;

JsonObject signed_in_json(const SignedIn& signed_in, const service::SessionRules& rules) {
  JsonObject body{
      {"session_token", signed_in.token.expose_text()},
      {"session", session_json(signed_in.session, rules)},
      {"user", user_json(signed_in.user.id, signed_in.user.org_id, signed_in.user.email, signed_in.user.name)}};
  if (!signed_in.device.empty()) body["device"] = signed_in.device;
  return body;
}

JsonObject factor_json(const FactorNeeded& needed) {
  JsonArray methods;
  methods.reserve(needed.methods.size());
  for (const AuthMethod method : needed.methods) methods.emplace_back(to_string(method));
  return {{"challenge", needed.challenge},
          {"methods", std::move(methods)},
          {"expires_in", service::SignIn::kChallengeLifetime.count()}};
}

}  // namespace

void answer_sign_in(Api& api, const ExchangePtr& exchange, const service::SignInOutcome& outcome,
                    const JsonObject& more) {
  const auto* const needed = std::get_if<FactorNeeded>(&outcome);
  JsonObject body = needed != nullptr ? factor_json(*needed)
                                      : signed_in_json(std::get<SignedIn>(outcome), api.identity.sessions.rules());
  for (const auto& [name, value] : more) body[name] = value;
  exchange->answer(json_answer(needed != nullptr ? 202 : 200, to_text(body)));
}

service::SignInDone answer_to(Api& api, const ExchangePtr& exchange) {
  return [&api, exchange](const Result<service::SignInOutcome>& outcome) {
    if (!outcome) return exchange->fail(outcome.error());
    answer_sign_in(api, exchange, outcome.value());
  };
}

}  // namespace ratestack::http
