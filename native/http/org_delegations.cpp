// /v1/orgs/{id}/delegations: what an organisation lets others do for a time, and what others let it do.
#include "native/http/administered.hpp"
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/page.hpp"
#include "native/http/policy_body.hpp"

namespace ratestack::http {
namespace {

using service::DelegationGrant;
using service::GrantSide;

std::string_view state_of(const DelegationGrant& grant, Timestamp now) {
  if (grant.revoked_at) return "revoked";
  return now < grant.expires_at ? "live" : "expired";
}

JsonObject grant_json(const DelegationGrant& grant, Timestamp now) {
  return {{"id", grant.id.view()},
          {"grantor_org_id", grant.grantor_org_id.view()},
          {"grantor_name", org_name_or_null(grant.grantor_name)},
          {"grantee_org_id", grant.grantee_org_id.view()},
          {"grantee_name", org_name_or_null(grant.grantee_name)},
          {"grantee_user_id", grant.grantee_user_id ? JsonValue(grant.grantee_user_id->view()) : JsonValue()},
          {"granted_by", grant.granted_by},
          {"capabilities", capabilities_json(grant.capabilities)},
          {"created_at", grant.created_at.to_text()},
          {"expires_at", grant.expires_at.to_text()},
          {"revoked_at", time_or_null(grant.revoked_at)},
          {"state", state_of(grant, now)}};
}

Result<GrantSide> asked_side(const Exchange& exchange) {
  const auto side = exchange.query().text("side").value_or("given");
  if (side == "given") return GrantSide::given;
  if (side == "received") return GrantSide::received;
  return Error(HttpError::invalid_parameter, "side: must be given or received");
}

void list_now(Api& api, const ExchangePtr& exchange) {
  const auto org = asked_org(*exchange);
  if (!org) return exchange->fail(org.error());
  const auto side = asked_side(*exchange);
  if (!side) return exchange->fail(side.error());
  const auto page = asked_page(*exchange);
  if (!page) return exchange->fail(page.error());
  const auto grants =
      api.store.authorization().grants_of(org.value(), side.value(), page.value().after, page.value().wanted());
  if (!grants) return exchange->fail(grants.error());
  const Timestamp now = api.clock.now();
  exchange->answer(json_answer(
      200, page_body(
               grants.value(), page.value(), [now](const DelegationGrant& grant) { return grant_json(grant, now); },
               [](const DelegationGrant& grant) { return grant.id.view(); })));
}

Result<service::NewGrant> read_grant(const Fields& body) {
  const auto org_text = body.text("grantee_org_id");
  if (!org_text) return org_text.error();
  auto org = OrgId::parse(*org_text);
  if (!org) return body.broken("grantee_org_id", "must be an organisation's id");
  std::optional<UserId> user;
  if (body.has("grantee_user_id")) {
    const auto user_text = body.text("grantee_user_id");
    if (!user_text) return user_text.error();
    auto parsed = UserId::parse(*user_text);
    if (!parsed) return body.broken("grantee_user_id", "must be a person's id");
    user = std::move(parsed.value());
  }
  const auto capabilities = read_capabilities(body, "capabilities");
  if (!capabilities) return capabilities.error();
  const auto time_text = body.text("expires_at");
  if (!time_text) return time_text.error();
  const auto expires_at = Timestamp::parse_rfc3339(*time_text);
  if (!expires_at) return body.broken("expires_at", "must be a time as RFC 3339 writes it");
  return service::NewGrant{std::move(org.value()), std::move(user), capabilities.value(), expires_at.value()};
}

void make_now(Api& api, const ExchangePtr& exchange) {
  const auto by = administered_by(api, *exchange);
  if (!by) return exchange->fail(by.error());
  const auto body = Body::read(*exchange, {"grantee_org_id", "grantee_user_id", "capabilities", "expires_at"});
  if (!body) return exchange->fail(body.error());
  const auto order = read_grant(body.value().fields());
  if (!order) return exchange->fail(order.error());
  const auto made = api.administration.grant(by.value(), order.value());
  if (!made) return fail_administration(api, exchange, made.error());
  exchange->answer(json_answer(201, to_text(grant_json(made.value(), api.clock.now()))));
}

void revoke_now(Api& api, const ExchangePtr& exchange) {
  const auto by = administered_by(api, *exchange);
  if (!by) return exchange->fail(by.error());
  const auto id = GrantId::parse(exchange->path_parameter("grant"));
  if (!id) return exchange->fail(Error(HttpError::no_such_resource));
  const auto revoked = api.administration.revoke(by.value(), id.value());
  if (!revoked) return fail_administration(api, exchange, revoked.error());
  exchange->answer(Answer{204, {}, {}, {}});
}

}  // namespace

void list_delegations(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { list_now(api, exchange); });
}
void make_delegation(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { make_now(api, exchange); });
}
void revoke_delegation(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { revoke_now(api, exchange); });
}

}  // namespace ratestack::http
