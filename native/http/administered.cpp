#include "native/http/administered.hpp"

#include "native/http/asker_of.hpp"
#include "native/http/http_error.hpp"
#include "ratestack/policy/administration_error.hpp"

namespace ratestack::http {

Result<OrgId> asked_org(const Exchange& exchange) {
  auto id = OrgId::parse(exchange.path_parameter("id"));
  if (!id || id.value() != exchange.principal().org_id) return Error(HttpError::no_such_resource);
  return id;
}

service::AdministeredBy administering(Api& api, const Exchange& exchange) {
  const service::Principal& caller = exchange.principal();
  std::optional<UserId> person;
  if (caller.session) person = caller.session->user_id;
  return {std::move(person), caller.actor.org_id, asker_of(exchange, api.clock.now()), caller.org_type};
}

Result<service::AdministeredBy> administered_by(Api& api, const Exchange& exchange) {
  if (const auto org = asked_org(exchange); !org) return org.error();
  return administering(api, exchange);
}

void fail_administration(Api& api, const ExchangePtr& exchange, const Error& error) {
  if (error.code.category() == make_error_code(AdministrationError::own_roles).category()) {
    api.denials.record(asker_of(*exchange, api.clock.now()), error.code.message());
  }
  exchange->fail(error);
}

}  // namespace ratestack::http
