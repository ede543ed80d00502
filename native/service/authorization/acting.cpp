#include "native/service/authorization/acting.hpp"

#include <algorithm>

#include "native/service/authorization/authorization_error.hpp"
#include "native/service/authorization/authorization_store.hpp"
#include "native/service/identity/identity_events.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/policy/authorizer.hpp"

namespace ratestack::service {

Result<Principal> Acting::under_grants(Principal who, const OrgId& grantor) const {
  const Timestamp now = clock_.now();
  auto live = who.session ? store_.authorization().live_grants(who.session->user_id, now)
                          : store_.authorization().live_grants(who.org_id, now);
  if (!live) return live.error();
  auto& all = live.value();
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](const LiveGrant& each) {
                             return each.grant.grantor_org_id != grantor || each.grant.grantee_org_id != who.org_id;
                           }),
            all.end());
  if (all.empty()) return AuthorizationError::no_live_grant;
  const auto own = store_.find_org(who.org_id);
  if (!own) return own.error();
  if (!own.value()) return AuthorizationError::no_live_grant;
  std::vector<PolicyGrant> grants;
  grants.reserve(all.size());
  for (const LiveGrant& each : all) grants.push_back(policy_of(each));
  CapabilitySet capabilities = effective({.grants = grants}, policy_of(*own.value()), now);
  // A key was made for what it can do: a grant lends it a place to do that in, and nothing more.
  if (!who.session) capabilities = capabilities & who.capabilities;
  if (capabilities.empty()) return AuthorizationError::no_live_grant;
  who.org_id = grantor;
  who.org_type = all.front().grantor.org.type;
  who.capabilities = capabilities;
  who.authority = Authority::grant;
  who.judged_until = Timestamp::from_micros(now.micros() + kJudgedForMicros);
  for (const LiveGrant& each : all) who.judged_until = std::min(*who.judged_until, each.grant.expires_at);
  return who;
}

void Acting::over(const Principal& who, const OrgId& target, Asker asker,
                  const std::function<void(Result<Principal>)>& done) const {
  const auto org = store_.find_org(target);
  if (!org) return done(org.error());
  if (!org.value()) return done(StoreError::not_found);
  Principal principal = who;
  principal.org_id = target;
  principal.org_type = org.value()->type;
  principal.capabilities = who.capabilities & bounds_of(policy_of(*org.value()));
  principal.authority = Authority::owner_override;
  asker.org_id = target;
  AppendJob job;
  job.events.push_back(to_event(asker, {kOwnerOverride, "success", {}, {"org", target.text(), target}}));
  job.done = [principal = std::move(principal), done](const Result<AppendOutcome>& written) {
    done(written ? Result<Principal>(principal) : written.error());
  };
  writer_.submit(std::move(job));
}

}  // namespace ratestack::service
