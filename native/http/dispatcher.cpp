#include "native/http/dispatcher.hpp"

#include <algorithm>

#include "native/http/asker_of.hpp"
#include "native/http/bearer.hpp"
#include "native/http/http_error.hpp"
#include "native/service/authorization/authorization_error.hpp"
#include "native/service/identity/identity_error.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::http {
namespace {

// RFC 9110 section 8.4: a coding that we do not undo is a media type that we do not read.
bool is_encoded(const Request& request) {
  return request.header("Content-Encoding").value_or("identity") != "identity";
}

Result<void> check_body(const Route& route, const Request& request) {
  if (request.body.size() > limits::kMaxBodyBytes) return Error(HttpError::payload_too_large);
  if (route.request_schema.empty()) return {};
  const auto& types = route.request_types;
  const bool known = std::find(types.begin(), types.end(), request.media_type()) != types.end();
  if (is_encoded(request) || !known) return Error(HttpError::unsupported_media_type);
  return {};
}

Result<Query> check_query(const Route& route, const Request& request) {
  auto query = Query::parse(request.target);
  if (!query) return query;
  for (const auto& parameter : query->all()) {
    const std::string& name = parameter.first;
    const bool known =
        std::any_of(route.query.begin(), route.query.end(), [&](const auto& q) { return q.name == name; });
    if (!known) return Error(HttpError::unknown_parameter, name.substr(0, 64));
  }
  return query;
}

constexpr std::string_view kActingAsHeader = "X-Acting-As-Org";
constexpr std::string_view kOwnerOverrideHeader = "X-Owner-Override";

Error missing(Capability capability) { return {HttpError::capability_missing, std::string(to_string(capability))}; }

}  // namespace

Dispatcher::Dispatcher(const Router& router, Api& api, CorrelationIds& ids, RequestLog& log)
    : router_(router), api_(api), ids_(ids), log_(log) {}

void Dispatcher::handle(Request request, std::unique_ptr<Reply> reply) {
  std::string id = ids_.accept_or_make(request.header("X-Correlation-Id"), api_.clock.now());
  const auto exchange = std::make_shared<Exchange>(std::move(request), std::move(id), std::move(reply), log_);
  const auto route = router_.find(exchange->request().method, exchange->request().path());
  if (!route) return exchange->fail(route.error());
  exchange->matched(**route);
  if ((*route)->access.is_public()) return run(exchange);
  if (api_.stopping.load()) return exchange->fail(Error(HttpError::stopping));
  const Access& access = (*route)->access;
  if (!access.is_for_services()) return authenticate(exchange);
  const auto known = api_.internal_token.check(exchange->request().header("X-Internal-Token"));
  if (!known) return exchange->fail(known.error());
  access.is_for_people() ? authenticate(exchange) : run(exchange);
}

void Dispatcher::refuse(const Error& error, std::unique_ptr<Reply> reply) {
  Request unread;
  unread.method = Method::other;
  Exchange(std::move(unread), ids_.accept_or_make({}, api_.clock.now()), std::move(reply), log_).fail(error);
}

void Dispatcher::authenticate(const ExchangePtr& exchange) {
  auto token = bearer_token(exchange->request());
  if (!token) return exchange->fail(token.error());
  if (auto known = api_.identity.try_at_once(*token)) return proven(exchange, std::move(*known));
  // Not in memory: reading the key's record may wait for the disk.
  const bool taken = api_.reads.submit(
      [this, exchange, token = std::string(*token)] { proven(exchange, api_.identity.authenticate(token)); });
  if (!taken) exchange->fail(Error(HttpError::overloaded));
}

// The organisation that the request acts in: the caller's own, unless a header names another.
void Dispatcher::proven(const ExchangePtr& exchange, Result<service::Principal> principal) {
  if (!principal) return exchange->fail(principal.error());
  const auto grantor = exchange->request().header(kActingAsHeader);
  const auto owner = exchange->request().header(kOwnerOverrideHeader);
  if (!grantor && !owner) return authorize(exchange, std::move(principal));
  if (grantor && owner) {
    return exchange->fail(Error(HttpError::invalid_parameter, "X-Owner-Override: not beside X-Acting-As-Org"));
  }
  if (exchange->route().access.stays_at_home()) {
    return exchange->fail(service::AuthorizationError::not_under_another);
  }
  // What follows reads the store, and an API key may have been proven on a reactor's thread.
  const bool taken = api_.reads.submit([this, exchange, principal = std::move(principal.value()), grantor, owner] {
    if (grantor) return act_under_grant(exchange, principal, *grantor);
    act_over_owner(exchange, principal, *owner);
  });
  if (!taken) exchange->fail(Error(HttpError::overloaded));
}

void Dispatcher::act_under_grant(const ExchangePtr& exchange, service::Principal principal, std::string_view org) {
  const auto grantor = OrgId::parse(org);
  if (!grantor) return exchange->fail(Error(HttpError::invalid_parameter, "X-Acting-As-Org: must be org_..."));
  const service::Principal caller = principal;
  auto acting = api_.acting.under_grants(std::move(principal), grantor.value());
  const bool refused = !acting && acting.error().code == service::AuthorizationError::no_live_grant;
  if (refused) return deny(exchange, caller, acting.error());
  exchange->judge_again_with([this, &exchange = *exchange, caller, grantor = grantor.value()] {
    return judge_again(exchange, caller, grantor);
  });
  authorize(exchange, std::move(acting));
}

Result<void> Dispatcher::judge_again(Exchange& exchange, const service::Principal& caller, const OrgId& grantor) const {
  const auto until = exchange.principal().judged_until;
  if (until && api_.clock.now() < *until) return {};
  auto acting = api_.acting.under_grants(caller, grantor);
  if (!acting) return acting.error();
  exchange.proven(std::move(acting.value()));
  return check_access(exchange.route().access, exchange.principal());
}

// Who may not override learns nothing of the organisation that they named.
void Dispatcher::act_over_owner(const ExchangePtr& exchange, const service::Principal& principal,
                                std::string_view org) {
  if (!principal.can(Capability::platform_operate)) {
    return deny(exchange, principal, missing(Capability::platform_operate));
  }
  const auto target = OrgId::parse(org);
  if (!target) return exchange->fail(Error(HttpError::invalid_parameter, "X-Owner-Override: must be org_..."));
  exchange->proven(principal);
  api_.acting.over(principal, target.value(), asker_of(*exchange, api_.clock.now()),
                   [this, exchange](Result<service::Principal> acting) {
                     // On the writer's thread, where nothing may wait.
                     const bool taken = api_.reads.submit([this, exchange, acting = std::move(acting)]() mutable {
                       authorize(exchange, std::move(acting));
                     });
                     if (!taken) exchange->fail(Error(HttpError::overloaded));
                   });
}

Result<void> Dispatcher::check_access(const Access& access, const service::Principal& caller) const {
  const auto needed = access.capability();
  if (needed && !caller.can(*needed)) return missing(*needed);
  // Whoever administered under a grant could keep what they made when the grant ends.
  if (needed == Capability::org_admin && caller.authority == service::Authority::grant) return missing(*needed);
  if (access.is_for_people() && !caller.session) return service::IdentityError::session_required;
  if (!access.wants_recent_proof() || !caller.session) return {};
  const auto age = std::chrono::microseconds(api_.clock.now().micros() - caller.session->authenticated_at.micros());
  if (age > api_.identity.settings.recent) return Error(service::IdentityError::step_up_required, "recent");
  return {};
}

void Dispatcher::authorize(const ExchangePtr& exchange, Result<service::Principal> principal) {
  if (!principal) return exchange->fail(principal.error());
  exchange->proven(std::move(*principal));
  const auto allowed = check_access(exchange->route().access, exchange->principal());
  if (allowed) return run(exchange);
  if (allowed.error().code == HttpError::capability_missing) {
    return deny(exchange, exchange->principal(), allowed.error());
  }
  exchange->fail(allowed.error());
}

void Dispatcher::deny(const ExchangePtr& exchange, const service::Principal& caller, const Error& why) {
  exchange->proven(caller);
  const std::string what = why.context.empty() ? why.code.message() : why.context;
  api_.denials.record(asker_of(*exchange, api_.clock.now()), what);
  exchange->fail(why);
}

void Dispatcher::run(const ExchangePtr& exchange) {
  const Route& route = exchange->route();
  if (const auto fit = check_body(route, exchange->request()); !fit) return exchange->fail(fit.error());
  auto query = check_query(route, exchange->request());
  if (!query) return exchange->fail(query.error());
  exchange->asked(std::move(*query));
  route.handler(api_, exchange);
}

}  // namespace ratestack::http
