// What the platform alone does with organisations: POST /v1/orgs and PUT /v1/orgs/{id}/state.
#include "native/http/administered.hpp"
#include "native/http/asker_of.hpp"
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/sign_in_body.hpp"
#include "native/service/identity/identity_error.hpp"
#include "native/service/identity/users.hpp"

namespace ratestack::http {
namespace {

using service::CreatedOrg;
using service::NewOrg;
using service::Org;

constexpr std::size_t kMaxName = 128;
constexpr std::size_t kMaxEmail = 254;

/// For rows in the chain of the organisation that they are about.
service::Asker asker_for(Api& api, const Exchange& exchange, const OrgId& org) {
  service::Asker asker = asker_of(exchange, api.clock.now());
  asker.org_id = org;
  return asker;
}

service::MayChange as_platform(Api& api, const Exchange& exchange) {
  return service::platform_administrator(administering(api, exchange));
}

Result<OrgType> read_tenant_type(const Fields& body) {
  const auto text = body.text("type");
  if (!text) return text.error();
  const auto type = parse_org_type(*text);
  if (type && *type != OrgType::platform) return *type;
  return body.broken("type", "must be ORIGINATOR, INVESTOR, CORRESPONDENT or SUBSERVICER");
}

Result<NewOrg> read_new_org(const Api& api, const Exchange& exchange) {
  const auto body = Body::read(exchange, {"name", "type", "admin_email"});
  if (!body) return body.error();
  const Fields fields = body.value().fields();
  auto name = read_text(fields, "name", kMaxName);
  if (!name) return name.error();
  const auto type = read_tenant_type(fields);
  if (!type) return type.error();
  auto email = read_text(fields, "admin_email", kMaxEmail);
  if (!email) return email.error();
  if (!service::is_email_address(email.value())) return fields.broken("admin_email", "must be an e-mail address");
  return NewOrg{type.value(), std::move(name.value()), std::move(email.value()), api.identity.settings.key_environment};
}

void create_now(Api& api, const ExchangePtr& exchange, const NewOrg& order) {
  const auto made = api.accounts.create_org(
      order, [&](const OrgId& id) { return asker_for(api, *exchange, id); }, as_platform(api, *exchange));
  if (!made) return fail_administration(api, exchange, made.error());
  const CreatedOrg& created = made.value();
  exchange->answer(json_answer(201, to_text({{"org_id", created.org_id.view()},
                                             {"type", to_string(order.type)},
                                             {"name", order.name},
                                             {"admin_id", created.admin_id.view()},
                                             {"email", order.admin_email},
                                             {"password", created.password},
                                             {"api_key", created.api_key}})));
}

enum class State { active, disabled };

Result<State> read_state(const Exchange& exchange) {
  const auto body = Body::read(exchange, {"state"});
  if (!body) return body.error();
  const auto text = body.value().fields().text("state");
  if (!text) return text.error();
  if (*text == "active") return State::active;
  if (*text == "disabled") return State::disabled;
  return body.value().fields().broken("state", "must be active or disabled");
}

Result<Org> named_org(Api& api, const Exchange& exchange) {
  const auto id = OrgId::parse(exchange.path_parameter("id"));
  if (!id) return Error(HttpError::no_such_resource);
  auto org = api.store.find_org(id.value());
  if (!org) return org.error();
  if (!org.value()) return Error(HttpError::no_such_resource);
  return std::move(*org.value());
}

Result<void> set_state(Api& api, const Exchange& exchange, const Org& org, State state) {
  const service::Asker asker = asker_for(api, exchange, org.id);
  return state == State::disabled ? api.accounts.disable(org, asker, as_platform(api, exchange))
                                  : api.accounts.enable(org, asker, as_platform(api, exchange));
}

// What is so already is left so, without a row.
void put_state_now(Api& api, const ExchangePtr& exchange) {
  const auto state = read_state(*exchange);
  if (!state) return exchange->fail(state.error());
  const auto org = named_org(api, *exchange);
  if (!org) return exchange->fail(org.error());
  const State present = org.value().disabled_at ? State::disabled : State::active;
  if (present != state.value()) {
    const auto set = set_state(api, *exchange, org.value(), state.value());
    if (!set) return fail_administration(api, exchange, set.error());
    api.identity.key_authenticator.forget(org.value().id);
  }
  const auto now = named_org(api, *exchange);
  if (!now) return exchange->fail(now.error());
  exchange->answer(json_answer(200, to_text(org_json(now.value()))));
}

}  // namespace

// A bcrypt takes its turn with those of sign-ins.
void create_org(Api& api, const ExchangePtr& exchange) {
  auto order = read_new_org(api, *exchange);
  if (!order) return exchange->fail(order.error());
  const auto turn_away = [exchange](std::chrono::seconds until) {
    exchange->fail(Error(service::IdentityError::busy, std::to_string(until.count())));
  };
  const auto busy_for = api.identity.worker.submit(
      [&api, exchange, order = std::move(order.value())] { create_now(api, exchange, order); },
      [turn_away] { turn_away(std::chrono::seconds(1)); });
  if (busy_for) turn_away(*busy_for);
}

void put_org_state(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { put_state_now(api, exchange); });
}

}  // namespace ratestack::http
