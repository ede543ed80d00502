// POST /v1/authz/check: whether the caller may do something, and which rule says so.
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/identity_json.hpp"
#include "native/service/authenticator.hpp"
#include "ratestack/policy/explanation.hpp"

namespace ratestack::http {
namespace {

struct Asked {
  Capability capability;
  OrgId org_id;
};

Result<Asked> read_question(const Exchange& exchange) {
  const auto body = Body::read(exchange, {"capability", "org_id"});
  if (!body) return body.error();
  const Fields fields = body.value().fields();
  const auto name = fields.text("capability");
  if (!name) return name.error();
  const auto capability = parse_capability(*name);
  if (!capability) return fields.broken("capability", "must be a capability of /v1/capabilities");
  if (!fields.has("org_id")) return Asked{*capability, exchange.principal().actor.org_id};
  const auto text = fields.text("org_id");
  if (!text) return text.error();
  auto org = OrgId::parse(*text);
  if (!org) return fields.broken("org_id", "must be an organisation's id");
  return Asked{*capability, std::move(org.value())};
}

/// What a subject brings, and what it is kept in: the views of the subject are into it.
struct Brought {
  std::vector<service::LiveGrant> live;
  std::vector<PolicyGrant> grants;
  PolicySubject subject;
};

/// The grants of the organisation that is asked about, to the caller's own.
void bring_grants(std::vector<service::LiveGrant> live, const service::Principal& caller, const Asked& asked,
                  Brought& out) {
  for (service::LiveGrant& each : live) {
    const bool fits = each.grant.grantor_org_id == asked.org_id && each.grant.grantee_org_id == caller.actor.org_id;
    if (fits) out.live.push_back(std::move(each));
  }
  out.grants.reserve(out.live.size());
  for (const service::LiveGrant& each : out.live) out.grants.push_back(policy_of(each));
  out.subject.grants = out.grants;
}

Result<void> bring_key(Api& api, const service::Principal& caller, const Asked& asked, Brought& out) {
  if (asked.org_id == caller.actor.org_id) {
    out.subject.key = caller.capabilities;
    return {};
  }
  if (!caller.can(asked.capability)) return {};  // a grant gives a key no more than it can do at home
  auto live = api.store.authorization().live_grants(caller.actor.org_id, api.clock.now());
  if (!live) return live.error();
  bring_grants(std::move(live.value()), caller, asked, out);
  return {};
}

Result<void> bring_person(Api& api, const service::Principal& caller, const Asked& asked, Brought& out) {
  auto facts = api.store.authorization().facts_for(caller.session->user_id, api.clock.now());
  if (!facts) return facts.error();
  if (!facts.value() || facts.value()->disabled_at) return {};
  if (asked.org_id == caller.actor.org_id) {
    for (const service::Membership& membership : facts.value()->memberships) {
      if (membership.org_id == asked.org_id) out.subject.roles = membership.roles;
    }
    return {};
  }
  bring_grants(std::move(facts.value()->grants), caller, asked, out);
  return {};
}

void check_now(Api& api, const ExchangePtr& exchange) {
  const auto asked = read_question(*exchange);
  if (!asked) return exchange->fail(asked.error());
  const service::Principal& caller = exchange->principal();
  const auto own = api.store.find_org(caller.actor.org_id);
  if (!own) return exchange->fail(own.error());
  if (!own.value()) return exchange->fail(service::AuthError::invalid_credentials);
  Brought brought;
  const auto bring = caller.session ? bring_person : bring_key;
  if (const auto done = bring(api, caller, asked.value(), brought); !done) return exchange->fail(done.error());
  const Explanation explanation =
      explain(brought.subject, policy_of(*own.value()), asked.value().capability, api.clock.now());
  exchange->answer(json_answer(200, explanation_json(explanation).text()));
}

}  // namespace

void check_authorization(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { check_now(api, exchange); });
}

}  // namespace ratestack::http
