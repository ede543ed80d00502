#include "ratestack/policy/authorizer.hpp"

namespace ratestack {
namespace {

bool has_ended(const PolicyGrant& grant, Timestamp now) noexcept { return grant.revoked_at || now >= grant.expires_at; }

Decision decide_by_grants(std::span<const PolicyGrant> grants, Capability capability, Timestamp now) noexcept {
  Decision best{Rule::no_role};
  for (std::size_t i = 0; i < grants.size(); ++i) {
    const Rule rule = judge_grant(grants[i], capability, now);
    if (rule > best.rule) best = {rule, i};
    if (best.allowed()) break;
  }
  return best;
}

}  // namespace

CapabilitySet bounds_of(const PolicyOrg& org) noexcept {
  return org.standing == Standing::active ? ceiling(org.type) & org.enabled : CapabilitySet();
}

CapabilitySet effective_of(const Holder& holder) noexcept {
  if (holder.standing == Standing::disabled) return {};
  return (capabilities_of(holder.roles, holder.org.type) | holder.key) & bounds_of(holder.org);
}

Rule judge_grant(const PolicyGrant& grant, Capability capability, Timestamp now) noexcept {
  if (!grant.capabilities.contains(capability)) return Rule::no_role;
  if (grant.revoked_at) return Rule::grant_revoked;
  if (now >= grant.expires_at) return Rule::grant_expired;
  if (grant.grantor.org.standing == Standing::disabled) return Rule::grantor_org_disabled;
  if (grant.grantor.standing == Standing::disabled) return Rule::grantor_disabled;
  return effective_of(grant.grantor).contains(capability) ? Rule::by_grant : Rule::grantor_lacks_it;
}

Decision decide(const PolicySubject& subject, const PolicyOrg& org, Capability capability, Timestamp now) noexcept {
  if (org.standing == Standing::disabled) return {Rule::org_disabled};
  if (!ceiling(org.type).contains(capability)) return {Rule::not_in_ceiling};
  if (!org.enabled.contains(capability)) return {Rule::not_enabled};
  if (capabilities_of(subject.roles, org.type).contains(capability)) return {Rule::by_role};
  if (subject.key.contains(capability)) return {Rule::by_key};
  return decide_by_grants(subject.grants, capability, now);
}

CapabilitySet effective(const PolicySubject& subject, const PolicyOrg& org, Timestamp now) noexcept {
  CapabilitySet held = capabilities_of(subject.roles, org.type) | subject.key;
  for (const PolicyGrant& grant : subject.grants) {
    if (!has_ended(grant, now)) held = held | (grant.capabilities & effective_of(grant.grantor));
  }
  return held & bounds_of(org);
}

}  // namespace ratestack
