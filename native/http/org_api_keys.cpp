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

Result<CapabilitySet> read_key_capabilities(const Fields& fields, const service::Principal& caller) {
  auto wanted = read_capabilities(fields, "capabilities");
  if (!wanted) return wanted.error();
  if (wanted.value().empty()) return fields.broken("capabilities", "must name a capability");
  // Provider capabilities are for keys alone, so nobody holds them: the ceiling bounds those.
  const CapabilitySet may = caller.capabilities | (capabilities_of(Role::provider) & ceiling(caller.org_type));
  for (std::size_t i = 0; i < kCapabilityCount; ++i) {
    const auto capability = static_cast<Capability>(i);
    if (!wanted.value().contains(capability) || may.contains(capability)) continue;
    return Error(HttpError::capability_missing, std::string(to_string(capability)));
  }
  return wanted;
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
  const auto capabilities = read_key_capabilities(fields, exchange.principal());
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
