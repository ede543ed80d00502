// /internal/v1/auth/oidc: sign-in through a provider. The portal keeps the transaction in a cookie of the browser's and
// brings it back with what the provider had the browser carry. And the word of a provider that somebody signed out
// there.
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/oidc_body.hpp"
#include "native/http/sign_in_answer.hpp"
#include "native/http/sign_in_body.hpp"

namespace ratestack::http {
namespace {

void complete_now(Api& api, const ExchangePtr& exchange) {
  const auto provider = read_provider(*exchange);
  if (!provider) return exchange->fail(provider.error());
  const auto body = Body::read(*exchange, {"transaction", "form", "client", "device"});
  exchange->wipe_body();
  if (!body) return exchange->fail(body.error());
  const auto answer = read_answer(body.value().fields());
  if (!answer) return exchange->fail(answer.error());
  const auto context = read_context(body.value().fields(), *exchange);
  if (!context) return exchange->fail(context.error());
  api.oidc.sign_in(
      provider.value(), answer.value(), context.value(),
      [&api, exchange](const Result<service::OidcSignedIn>& signed_in) {
        if (!signed_in) return exchange->fail(signed_in.error());
        answer_sign_in(api, exchange, signed_in.value().outcome, {{"return_path", signed_in.value().return_path}});
      });
}

// The token is no secret of anybody's, but it is good until it has been here.
void take_logout_now(Api& api, const ExchangePtr& exchange) {
  const auto provider = read_provider(*exchange);
  if (!provider) return exchange->fail(provider.error());
  const auto body = Body::read(*exchange, {"logout_token", "client"});
  exchange->wipe_body();
  if (!body) return exchange->fail(body.error());
  const auto token = read_text(body.value().fields(), "logout_token", CompactJwt::kMaxBytes);
  if (!token) return exchange->fail(token.error());
  const auto context = read_context(body.value().fields(), *exchange);
  if (!context) return exchange->fail(context.error());
  api.provider_logouts.take(provider.value(), token.value(), context.value(), [exchange](const Result<void>& ended) {
    if (!ended) return exchange->fail(ended.error());
    exchange->answer(Answer{204, {}, {}, {}});
  });
}

}  // namespace

void list_providers(Api& api, const ExchangePtr& exchange) {
  JsonArray items;
  for (const service::OidcOffer& offer : api.oidc.offers()) {
    items.push_back(JsonObject{{"provider", to_string(offer.provider)}, {"answers_by_post", offer.answers_by_post}});
  }
  exchange->answer(json_answer(200, to_text({{"items", std::move(items)}})));
}

void start_provider_sign_in(Api& api, const ExchangePtr& exchange) {
  run_in(api.calls, exchange, [&api, exchange] { start_at_provider(api, exchange, {}); });
}

void complete_provider_sign_in(Api& api, const ExchangePtr& exchange) {
  run_in(api.calls, exchange, [&api, exchange] { complete_now(api, exchange); });
}

void take_provider_logout(Api& api, const ExchangePtr& exchange) {
  run_in(api.calls, exchange, [&api, exchange] { take_logout_now(api, exchange); });
}

}  // namespace ratestack::http
