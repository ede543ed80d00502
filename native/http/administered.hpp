// Routes under /v1/orgs/{id} that administer: which organisation, by whom, and what a refusal leaves behind.
#pragma once

#include "native/http/api.hpp"
#include "native/http/exchange.hpp"

namespace ratestack::http {

/// The organisation that the request acts in, and that the path names: another one is as good as none
/// (HttpError::no_such_resource).
[[nodiscard]] Result<OrgId> asked_org(const Exchange& exchange);

/// Who asks, as an administrator of the organisation that they act in.
[[nodiscard]] service::AdministeredBy administering(Api& api, const Exchange& exchange);

/// The same, of a route that needs Capability::org_admin, in the organisation of the path.
[[nodiscard]] Result<service::AdministeredBy> administered_by(Api& api, const Exchange& exchange);

/// Fails; a rule of administration that refused is recorded as a denial.
void fail_administration(Api& api, const ExchangePtr& exchange, const Error& error);

}  // namespace ratestack::http
