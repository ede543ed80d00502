// /v1/orgs/{id}/capabilities: what an organisation's type allows it, and what of that it has enabled.
#include "native/http/administered.hpp"
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/policy_body.hpp"
#include "native/service/authorization/authorization_records.hpp"
#include "ratestack/policy/authorizer.hpp"

namespace ratestack::http {
namespace {

// By what the organisation has enabled now: the request was judged by what it had before.
Result<CapabilitySet> effective_now(Api& api, const service::Principal& caller, const service::Org& org) {
  const CapabilitySet bounds = bounds_of(policy_of(org));
  if (!caller.session) return caller.capabilities & bounds;
  const auto memberships = api.store.identity().memberships(caller.session->user_id);
  if (!memberships) return memberships.error();
  for (const service::Membership& home : memberships.value()) {
    if (home.org_id != caller.actor.org_id) continue;
    return effective_of({home.roles, policy_of(home)}) & bounds;
  }
  return CapabilitySet();
}

void show(Api& api, const ExchangePtr& exchange, const OrgId& id) {
  const auto org = api.store.find_org(id);
  if (!org) return exchange->fail(org.error());
  if (!org.value()) return exchange->fail(Error(HttpError::no_such_resource));
  const auto effective = effective_now(api, exchange->principal(), *org.value());
  if (!effective) return exchange->fail(effective.error());
  const CapabilitySet ceiling = ratestack::ceiling(org.value()->type);
  exchange->answer(
      json_answer(200, to_text({{"org_id", id.view()},
                                {"type", to_string(org.value()->type)},
                                {"ceiling", capabilities_json(ceiling)},
                                {"enabled", capabilities_json(org.value()->enabled.value_or(ceiling) & ceiling)},
                                {"effective", capabilities_json(effective.value())},
                                {"disabled_at", time_or_null(org.value()->disabled_at)}})));
}

void get_now(Api& api, const ExchangePtr& exchange) {
  const auto org = asked_org(*exchange);
  if (!org) return exchange->fail(org.error());
  show(api, exchange, org.value());
}

void put_now(Api& api, const ExchangePtr& exchange) {
  const auto by = administered_by(api, *exchange);
  if (!by) return exchange->fail(by.error());
  const auto body = Body::read(*exchange, {"capabilities"});
  if (!body) return exchange->fail(body.error());
  const auto wanted = read_capabilities(body.value().fields(), "capabilities");
  if (!wanted) return exchange->fail(wanted.error());
  const auto enabled = api.administration.enable(by.value(), wanted.value());
  if (!enabled) return fail_administration(api, exchange, enabled.error());
  api.identity.key_authenticator.forget(by.value().asker.org_id);
  show(api, exchange, by.value().asker.org_id);
}

}  // namespace

void get_org_capabilities(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { get_now(api, exchange); });
}
void put_org_capabilities(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { put_now(api, exchange); });
}

}  // namespace ratestack::http
