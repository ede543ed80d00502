// /v1/me/passkeys: a person's own passkeys.
#include "native/http/asker_of.hpp"
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/passkey_body.hpp"
#include "native/http/person_of.hpp"
#include "native/http/sign_in_body.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kMaxName = 64;

void list_now(Api& api, const ExchangePtr& exchange) {
  const auto passkeys = api.store.identity().passkeys(session_of(*exchange).user_id);
  if (!passkeys) return exchange->fail(passkeys.error());
  JsonArray items;
  items.reserve(passkeys.value().size());
  for (const service::Passkey& passkey : passkeys.value()) items.push_back(passkey_json(passkey));
  exchange->answer(json_answer(200, to_text({{"items", std::move(items)}, {"next_cursor", nullptr}})));
}

void start_now(Api& api, const ExchangePtr& exchange) {
  const auto user = person_of(api, *exchange);
  if (!user) return exchange->fail(user.error());
  auto start = api.identity.passkeys.begin_registration(user.value());
  if (!start) return exchange->fail(start.error());
  exchange->answer(json_answer(200, passkey_start_body(std::move(start.value()))));
}

void add_now(Api& api, const ExchangePtr& exchange) {
  const auto body = Body::read(*exchange, {"transaction", "credential", "name"});
  if (!body) return exchange->fail(body.error());
  const auto registration = read_registration(body.value().fields());
  if (!registration) return exchange->fail(registration.error());
  auto name = read_text(body.value().fields(), "name", kMaxName);
  if (!name) return exchange->fail(name.error());
  const auto user = person_of(api, *exchange);
  if (!user) return exchange->fail(user.error());
  const auto added = api.identity.passkeys.finish_registration(user.value(), registration.value().transaction,
                                                               registration.value().response, std::move(name.value()),
                                                               asker_of(*exchange, api.clock.now()));
  if (!added) return exchange->fail(added.error());
  exchange->answer(json_answer(201, to_text(passkey_json(added.value()))));
}

void remove_now(Api& api, const ExchangePtr& exchange) {
  const auto id = PasskeyId::parse(exchange->path_parameter("id"));
  if (!id) return exchange->fail(Error(HttpError::no_such_resource));
  const auto removed =
      api.identity.passkeys.remove(session_of(*exchange).user_id, id.value(), asker_of(*exchange, api.clock.now()));
  if (!removed) return exchange->fail(removed.error());
  exchange->answer(Answer{204, {}, {}, {}});
}

}  // namespace

void list_my_passkeys(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { list_now(api, exchange); });
}
void start_my_passkey(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { start_now(api, exchange); });
}
void add_my_passkey(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { add_now(api, exchange); });
}
void remove_my_passkey(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { remove_now(api, exchange); });
}

}  // namespace ratestack::http
