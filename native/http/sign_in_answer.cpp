#include "native/http/sign_in_answer.hpp"

#include "native/http/identity_json.hpp"

namespace ratestack::http {
namespace {

using service::FactorNeeded;
using service::SignedIn;

std::string signed_in_body(const SignedIn& signed_in, const service::SessionRules& rules) {
  JsonObject body{
      {"session_token", signed_in.token.expose_text()},
      {"session", session_json(signed_in.session, rules)},
      {"user", user_json(signed_in.user.id, signed_in.user.org_id, signed_in.user.email, signed_in.user.name)}};
  if (!signed_in.device.empty()) body["device"] = signed_in.device;
  return to_text(body);
}

std::string factor_body(const FactorNeeded& needed) {
  JsonArray methods;
  for (const AuthMethod method : needed.methods) methods.emplace_back(to_string(method));
  return to_text({{"challenge", needed.challenge},
                  {"methods", std::move(methods)},
                  {"expires_in", service::SignIn::kChallengeLifetime.count()}});
}

}  // namespace

service::SignInDone answer_sign_in(Api& api, const ExchangePtr& exchange) {
  return [&api, exchange](Result<service::SignInOutcome> outcome) {
    if (!outcome) return exchange->fail(outcome.error());
    if (const auto* const needed = std::get_if<FactorNeeded>(&outcome.value())) {
      return exchange->answer(json_answer(202, factor_body(*needed)));
    }
    exchange->answer(
        json_answer(200, signed_in_body(std::get<SignedIn>(outcome.value()), api.identity.sessions.rules())));
  };
}

}  // namespace ratestack::http
