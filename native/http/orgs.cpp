// GET /v1/orgs: the organisations that the caller may know of.
#include "native/http/handlers.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/page.hpp"

namespace ratestack::http {
namespace {

using service::Org;

/// A tenant knows of the one that it acts in; the platform of all.
Result<std::vector<Org>> known_orgs(Api& api, const service::Principal& caller, const AskedPage& page) {
  if (caller.can(Capability::platform_operate)) return api.store.list_orgs(page.after, page.wanted());
  if (!page.after.empty()) return std::vector<Org>();
  auto org = api.store.find_org(caller.org_id);
  if (!org) return org.error();
  std::vector<Org> orgs;
  if (org.value()) orgs.push_back(std::move(*org.value()));
  return orgs;
}

void list_now(Api& api, const ExchangePtr& exchange) {
  const auto page = asked_page(*exchange);
  if (!page) return exchange->fail(page.error());
  const auto orgs = known_orgs(api, exchange->principal(), page.value());
  if (!orgs) return exchange->fail(orgs.error());
  exchange->answer(
      json_answer(200, page_body(orgs.value(), page.value(), org_json, [](const Org& org) { return org.id.view(); })));
}

}  // namespace

void list_orgs(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { list_now(api, exchange); });
}

}  // namespace ratestack::http
