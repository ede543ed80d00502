// /v1/orgs/{id}/api-keys: made, listed, replaced and ended by who administers the organisation.
#include "native/http/administered.hpp"
#include "native/http/asker_of.hpp"
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/page.hpp"
#include "native/http/policy_body.hpp"
#include "native/http/sign_in_body.hpp"
#include "native/service/authorization/authorization_records.hpp"
#include "ratestack/policy/administration.hpp"

namespace ratestack::http {
namespace {

using service::ApiKeyOrder;
using service::CreatedApiKey;

constexpr std::size_t kMaxName = 128;

Result<KeyId> asked_key(const Exchange& exchange) {
  if (auto org = asked_org(exchange); !org) return org.error();
  auto id = KeyId::parse(exchange.path_parameter("key"));
  if (!id) return Error(HttpError::no_such_resource);
  return id;
}

Result<CapabilitySet> read_key_capabilities(const Fields& fields) {
  auto wanted = read_capabilities(fields, "capabilities");
  if (wanted && wanted.value().empty()) return fields.broken("capabilities", "must name a capability");
  return wanted;
}

Result<void> check_maker(const service::Principal& caller, CapabilitySet wanted) {
  return check_key_maker(caller.session ? KeyMaker::person : KeyMaker::key, caller.capabilities, wanted);
}

Result<void> check_order(Api& api, const service::Principal& caller, CapabilitySet wanted) {
  const auto org = api.store.find_org(caller.org_id);
  if (!org) return org.error();
  if (!org.value()) return Error(HttpError::no_such_resource);
  if (auto fits = check_key(policy_of(*org.value()), wanted); !fits) return fits;
  return check_maker(caller, wanted);
}

// Whoever rotates a key sees its successor: that is as good as making it. A key may always follow itself.
Result<void> check_rotation(Api& api, const service::Principal& caller, const KeyId& id) {
  const auto key = api.store.find_api_key(id);
  if (!key) return key.error();
  if (!key.value() || key.value()->org_id != caller.org_id) return Error(HttpError::no_such_resource);
  if (caller.actor.key_id == id.text()) return {};
  return check_maker(caller, key.value()->capabilities);
}

Result<std::optional<Timestamp>> read_expiry(const Fields& fields, Timestamp now) {
  if (fields.find("expires_at") == nullptr) return std::optional<Timestamp>();
  const auto text = fields.text("expires_at");
  if (!text) return text.error();
  const auto time = Timestamp::parse_rfc3339(*text);
  if (!time || time.value() <= now) return fields.broken("expires_at", "must be a time ahead, as RFC 3339 writes it");
  return std::optional<Timestamp>(time.value());
}

Result<ApiKeyOrder> read_order(const Exchange& exchange, Timestamp now) {
  const auto body = Body::read(exchange, {"name", "capabilities", "expires_at"});
  if (!body) return body.error();
  const Fields fields = body.value().fields();
  auto name = read_text(fields, "name", kMaxName);
  if (!name) return name.error();
  const auto capabilities = read_key_capabilities(fields);
  if (!capabilities) return capabilities.error();
  const auto expires_at = read_expiry(fields, now);
  if (!expires_at) return expires_at.error();
  return ApiKeyOrder{std::move(name.value()), capabilities.value(), expires_at.value()};
}

void answer_created(const ExchangePtr& exchange, const Result<CreatedApiKey>& created) {
  if (!created) return exchange->fail(created.error());
  JsonObject body = api_key_json(created.value().record);
  body["api_key"] = created.value().text;
  exchange->answer(json_answer(201, to_text(body)));
}

void list_now(Api& api, const ExchangePtr& exchange) {
  const auto org = asked_org(*exchange);
  if (!org) return exchange->fail(org.error());
  const auto page = asked_page(*exchange);
  if (!page) return exchange->fail(page.error());
  const auto keys = api.store.identity().api_keys_of(org.value(), page.value().after, page.value().wanted());
  if (!keys) return exchange->fail(keys.error());
  exchange->answer(json_answer(200, page_body(keys.value(), page.value(), api_key_json,
                                              [](const service::ApiKey& key) { return key.id.view(); })));
}

void create_now(Api& api, const ExchangePtr& exchange) {
  const auto org = asked_org(*exchange);
  if (!org) return exchange->fail(org.error());
  const auto order = read_order(*exchange, api.clock.now());
  if (!order) return exchange->fail(order.error());
  const auto may = check_order(api, exchange->principal(), order.value().capabilities);
  if (!may) return fail_administration(api, exchange, may.error());
  answer_created(exchange, api.identity.api_keys.create(order.value(), asker_of(*exchange, api.clock.now())));
}

void rotate_now(Api& api, const ExchangePtr& exchange) {
  const auto key = asked_key(*exchange);
  if (!key) return exchange->fail(key.error());
  const auto body = Body::read(*exchange, {"overlap_seconds"});
  if (!body) return exchange->fail(body.error());
  std::chrono::seconds overlap = service::ApiKeys::kDefaultOverlap;
  const Fields fields = body.value().fields();
  if (const JsonValue* const value = fields.find("overlap_seconds")) {
    const bool fits =
        value->is_int64() && value->get_int64() >= 0 && value->get_int64() <= service::ApiKeys::kMaxOverlap.count();
    if (!fits) return exchange->fail(fields.broken("overlap_seconds", "must be an integer from 0 to 2592000"));
    overlap = std::chrono::seconds(value->get_int64());
  }
  const auto may = check_rotation(api, exchange->principal(), key.value());
  if (!may) return fail_administration(api, exchange, may.error());
  answer_created(exchange, api.identity.api_keys.rotate(key.value(), overlap, asker_of(*exchange, api.clock.now())));
}

void revoke_now(Api& api, const ExchangePtr& exchange) {
  const auto key = asked_key(*exchange);
  if (!key) return exchange->fail(key.error());
  const auto revoked = api.identity.api_keys.revoke(key.value(), asker_of(*exchange, api.clock.now()));
  if (!revoked) return exchange->fail(revoked.error());
  api.identity.key_authenticator.forget(key.value());
  exchange->answer(Answer{204, {}, {}, {}});
}

}  // namespace

void list_api_keys(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { list_now(api, exchange); });
}
void create_api_key(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { create_now(api, exchange); });
}
void rotate_api_key(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { rotate_now(api, exchange); });
}
void revoke_api_key(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { revoke_now(api, exchange); });
}

}  // namespace ratestack::http
