// /v1/provider/webhooks: whom to tell of what. A URL is judged before it is kept, as it will be before each call.
#include "native/http/asker_of.hpp"
#include "native/http/idempotency.hpp"
#include "native/http/lending/asked.hpp"
#include "native/http/lending/deal_body.hpp"
#include "native/http/lending/lending_handlers.hpp"
#include "native/http/lending/lending_json.hpp"
#include "native/http/refused_url.hpp"

namespace ratestack::http {
namespace {

using Subscribed = service::WebhookSubscriptions::Subscribed;

constexpr std::string_view kService = "webhook-service";  // whose policy says what may be called

/// What is asked for, with the key that it is asked for under.
struct Subscription {
  service::NewWebhook order;
  std::optional<service::Idempotency> key;
};

void subscribe(Api& api, const ExchangePtr& exchange, const Subscription& asked) {
  const service::Once<Subscribed> once{asked.key, 201,
                                       [](const Subscribed& made) { return to_text(webhook_json(made.record)); }};
  const auto made = api.lending.webhooks.subscribe(asked.order, asker_of(*exchange, api.clock.now()), once);
  auto answer = written_answer(api, made, once);
  if (!answer) return exchange->fail(answer.error());
  // A repeat has it no more: it is shown once.
  if (const auto* const fresh = made ? std::get_if<Subscribed>(&made.value()) : nullptr; fresh != nullptr) {
    JsonObject json = webhook_json(fresh->record);
    json["secret"] = fresh->secret;
    answer.value().body = to_text(json);
  }
  answer.value().headers.push_back({"Cache-Control", "no-store"});
  exchange->answer(std::move(answer.value()));
}

void refuse(Api& api, const ExchangePtr& exchange, const std::string& url, const Error& why) {
  record_refused_url(api, exchange, {kService, service::host_of_refused(url), why}, [exchange, why] {
    exchange->fail(why, {{"pointer", "/url"}});
  });
}

void judged(Api& api, const ExchangePtr& exchange, Subscription asked, const Result<SafeUrl>& verdict) {
  if (!verdict && service::is_refusal(verdict.error())) return refuse(api, exchange, asked.order.url, verdict.error());
  if (!verdict) return exchange->fail(verdict.error());
  asked.order.url = verdict.value().url().href();
  // Perhaps on the resolver's thread, where nothing may wait.
  run_in(api.reads, exchange, [&api, exchange, asked = std::move(asked)] { subscribe(api, exchange, asked); });
}

}  // namespace

void list_webhooks(Api& api, const ExchangePtr& exchange) {
  const OrgId& org = exchange->principal().org_id;
  answer_page<SubscriptionId>(
      exchange, [&](const auto& place) { return api.store.lending().webhooks(org, place); }, webhook_json);
}

void subscribe_webhook(Api& api, const ExchangePtr& exchange) {
  auto key = idempotency_of(api, *exchange);
  if (!key) return exchange->fail(key.error());
  auto order = read_webhook(exchange->request().body);
  if (!order) return exchange->fail(order.error());
  const SafeUrlValidator* const validator = api.urls.find(kService);
  if (validator == nullptr) return exchange->fail(HttpError::not_ready);  // main gives every policy of the defaults
  const std::string url = order.value().url;
  api.urls.judge(*validator, url,
                 [&api, exchange, asked = Subscription{std::move(order.value()), std::move(key.value())}](
                     const Result<SafeUrl>& verdict) { judged(api, exchange, asked, verdict); });
}

void remove_webhook(Api& api, const ExchangePtr& exchange) {
  const auto id = asked_id<SubscriptionId>(*exchange);
  if (!id) return exchange->fail(id.error());
  const auto removed = api.lending.webhooks.remove(id.value(), asker_of(*exchange, api.clock.now()));
  if (!removed) return exchange->fail(removed.error());
  exchange->answer(Answer{204, {}, {}, {}});
}

}  // namespace ratestack::http
