// /v1/orgs/{id}/members: who belongs to an organisation, with which roles.
#include "native/http/administered.hpp"
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/page.hpp"
#include "native/http/policy_body.hpp"
#include "native/http/sign_in_body.hpp"
#include "native/service/lower_case.hpp"

namespace ratestack::http {
namespace {

using service::OrgMember;

constexpr std::size_t kMaxEmail = 254;

JsonObject member_json(const OrgMember& member) {
  return {{"user_id", member.user_id.view()},
          {"email", member.email},
          {"name", member.name},
          {"roles", roles_json(member.roles)},
          {"member_since", member.created_at.to_text()},
          {"disabled_at", time_or_null(member.user_disabled_at)}};
}

void list_now(Api& api, const ExchangePtr& exchange) {
  const auto org = asked_org(*exchange);
  if (!org) return exchange->fail(org.error());
  const auto page = asked_page(*exchange);
  if (!page) return exchange->fail(page.error());
  const auto members = api.store.authorization().members(org.value(), page.value().after, page.value().wanted());
  if (!members) return exchange->fail(members.error());
  exchange->answer(json_answer(200, page_body(members.value(), page.value(), member_json,
                                              [](const OrgMember& member) { return member.user_id.view(); })));
}

void show(Api& api, const ExchangePtr& exchange, const OrgId& org, const UserId& user) {
  const auto member = api.store.authorization().find_member(org, user);
  if (!member) return exchange->fail(member.error());
  if (!member.value()) return exchange->fail(Error(HttpError::no_such_resource));
  exchange->answer(json_answer(200, to_text(member_json(*member.value()))));
}

void set_roles(Api& api, const ExchangePtr& exchange, const service::AdministeredBy& by, const UserId& user,
               RoleSet roles) {
  const auto set = api.administration.set_roles(by, user, roles);
  if (!set) return fail_administration(api, exchange, set.error());
  show(api, exchange, by.asker.org_id, user);
}

/// A person of the same organisation, by their address: whoever is of another is as good as nobody.
Result<UserId> find_person(Api& api, const std::string& email, const OrgId& org) {
  const auto user = api.store.identity().find_user_by_email(service::lower_case(email));
  if (!user) return user.error();
  if (!user.value() || user.value()->org_id != org) return Error(HttpError::no_such_resource);
  return user.value()->id;
}

void add_now(Api& api, const ExchangePtr& exchange) {
  const auto by = administered_by(api, *exchange);
  if (!by) return exchange->fail(by.error());
  const auto body = Body::read(*exchange, {"email", "roles"});
  if (!body) return exchange->fail(body.error());
  const auto email = read_text(body.value().fields(), "email", kMaxEmail);
  if (!email) return exchange->fail(email.error());
  const auto roles = read_roles(body.value().fields(), "roles");
  if (!roles) return exchange->fail(roles.error());
  const auto user = find_person(api, email.value(), by.value().asker.org_id);
  if (!user) return exchange->fail(user.error());
  set_roles(api, exchange, by.value(), user.value(), roles.value());
}

/// A member of the organisation: nobody else's id answers here.
Result<UserId> asked_member(Api& api, const Exchange& exchange, const OrgId& org) {
  auto id = UserId::parse(exchange.path_parameter("user"));
  if (!id) return Error(HttpError::no_such_resource);
  const auto member = api.store.authorization().find_member(org, id.value());
  if (!member) return member.error();
  if (!member.value()) return Error(HttpError::no_such_resource);
  return id;
}

void roles_now(Api& api, const ExchangePtr& exchange) {
  const auto by = administered_by(api, *exchange);
  if (!by) return exchange->fail(by.error());
  const auto body = Body::read(*exchange, {"roles"});
  if (!body) return exchange->fail(body.error());
  const auto roles = read_roles(body.value().fields(), "roles");
  if (!roles) return exchange->fail(roles.error());
  const auto user = asked_member(api, *exchange, by.value().asker.org_id);
  if (!user) return exchange->fail(user.error());
  set_roles(api, exchange, by.value(), user.value(), roles.value());
}

void remove_now(Api& api, const ExchangePtr& exchange) {
  const auto by = administered_by(api, *exchange);
  if (!by) return exchange->fail(by.error());
  const auto user = asked_member(api, *exchange, by.value().asker.org_id);
  if (!user) return exchange->fail(user.error());
  const auto removed = api.administration.remove_member(by.value(), user.value());
  if (!removed) return fail_administration(api, exchange, removed.error());
  exchange->answer(Answer{204, {}, {}, {}});
}

}  // namespace

void list_members(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { list_now(api, exchange); });
}
void add_member(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { add_now(api, exchange); });
}
void set_member_roles(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { roles_now(api, exchange); });
}
void remove_member(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { remove_now(api, exchange); });
}

}  // namespace ratestack::http
