// /v1/orgs/{id}/capabilities: what an organisation's type allows it, and what of that it has enabled.
#include "native/http/administered.hpp"
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/policy_body.hpp"
#include "ratestack/policy/authorizer.hpp"

namespace ratestack::http {
namespace {

void show(Api& api, const ExchangePtr& exchange, const OrgId& id) {
  const auto org = api.store.find_org(id);
  if (!org) return exchange->fail(org.error());
  if (!org.value()) return exchange->fail(Error(HttpError::no_such_resource));
  const CapabilitySet ceiling = ratestack::ceiling(org.value()->type);
  exchange->answer(
      json_answer(200, to_text({{"org_id", id.view()},
                                {"type", to_string(org.value()->type)},
                                {"ceiling", capabilities_json(ceiling)},
                                {"enabled", capabilities_json(org.value()->enabled.value_or(ceiling) & ceiling)},
                                {"effective", capabilities_json(exchange->principal().capabilities)},
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
  const auto body = Body::read(*exchange, {"enabled"});
  if (!body) return exchange->fail(body.error());
  const auto wanted = read_capabilities(body.value().fields(), "enabled");
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
