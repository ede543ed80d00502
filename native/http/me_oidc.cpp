// /v1/me/oidc-accounts: the accounts elsewhere by which a person signs in.
#include "native/http/asker_of.hpp"
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/oidc_body.hpp"
#include "native/http/person_of.hpp"

namespace ratestack::http {
namespace {

JsonObject account_json(const service::OidcAccount& account) {
  return {{"id", service::link_id(account)},
          {"provider", account.provider},
          {"issuer", account.issuer},
          {"linked_at", account.created_at.to_text()}};
}

void list_now(Api& api, const ExchangePtr& exchange) {
  const auto accounts = api.store.identity().oidc_accounts(session_of(*exchange).user_id);
  if (!accounts) return exchange->fail(accounts.error());
  JsonArray items;
  items.reserve(accounts.value().size());
  for (const service::OidcAccount& account : accounts.value()) items.push_back(account_json(account));
  exchange->answer(json_answer(200, to_text({{"items", std::move(items)}})));
}

void complete_now(Api& api, const ExchangePtr& exchange) {
  const auto provider = read_provider(*exchange);
  if (!provider) return exchange->fail(provider.error());
  const auto body = Body::read(*exchange, {"transaction", "form"});
  exchange->wipe_body();
  if (!body) return exchange->fail(body.error());
  const auto answer = read_answer(body.value().fields());
  if (!answer) return exchange->fail(answer.error());
  const auto user = person_of(api, *exchange);
  if (!user) return exchange->fail(user.error());
  const auto linked =
      api.oidc.link(provider.value(), answer.value(), user.value(), asker_of(*exchange, api.clock.now()));
  if (!linked) return exchange->fail(linked.error());
  JsonObject shown = account_json(linked.value().account);
  shown["return_path"] = linked.value().return_path;
  exchange->answer(json_answer(200, to_text(shown)));
}

void unlink_now(Api& api, const ExchangePtr& exchange) {
  const auto user = person_of(api, *exchange);
  if (!user) return exchange->fail(user.error());
  const auto unlinked =
      api.oidc.unlink(user.value(), exchange->path_parameter("id"), asker_of(*exchange, api.clock.now()));
  if (!unlinked) return exchange->fail(unlinked.error());
  exchange->answer(Answer{204, {}, {}, {}});
}

}  // namespace

void list_my_accounts(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { list_now(api, exchange); });
}
void start_linking_account(Api& api, const ExchangePtr& exchange) {
  run_in(api.calls, exchange, [&api, exchange] { start_at_provider(api, exchange, session_of(*exchange).user_id); });
}
void link_my_account(Api& api, const ExchangePtr& exchange) {
  run_in(api.calls, exchange, [&api, exchange] { complete_now(api, exchange); });
}
void unlink_my_account(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { unlink_now(api, exchange); });
}

}  // namespace ratestack::http
