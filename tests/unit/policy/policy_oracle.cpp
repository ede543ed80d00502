#include "policy_oracle.hpp"

#include <algorithm>
#include <sstream>

namespace ratestack::testing {
namespace {

NameSet words(const std::string& text) {
  std::istringstream in(text);
  NameSet names;
  for (std::string word; in >> word;) names.insert(word);
  return names;
}

NameSet both(const NameSet& a, const NameSet& b) {
  NameSet common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(common, common.end()));
  return common;
}

bool has(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const char* const kAllProvider =
    "provider.ratesheet.publish provider.loan.import provider.loan.status provider.pricing.quote "
    "provider.lock.confirm provider.document.deliver provider.webhook.subscribe ";
const char* const kAllOperational =
    "loan.read loan.write loan.share loan.price ratesheet.read ratesheet.activate lock.request lock.commit org.admin "
    "integration.manage audit.read platform.operate ";

}  // namespace

PolicyOracle::PolicyOracle() {
  const std::string everything = std::string(kAllOperational) + kAllProvider;
  ceilings_["ORIGINATOR"] = words(
      "loan.read loan.write loan.share loan.price ratesheet.read lock.request org.admin integration.manage "
      "audit.read provider.loan.import provider.loan.status provider.pricing.quote provider.document.deliver "
      "provider.webhook.subscribe");
  ceilings_["INVESTOR"] = words(
      "loan.read loan.price ratesheet.read ratesheet.activate lock.commit org.admin integration.manage "
      "audit.read provider.ratesheet.publish provider.lock.confirm provider.document.deliver "
      "provider.webhook.subscribe");
  ceilings_["CORRESPONDENT"] = words(everything);
  ceilings_["CORRESPONDENT"].erase("platform.operate");
  ceilings_["SUBSERVICER"] = words(
      "loan.read org.admin integration.manage audit.read provider.loan.status provider.document.deliver "
      "provider.webhook.subscribe");
  ceilings_["PLATFORM"] = words(everything);
  roles_["ORG_ADMIN"] = words("loan.read ratesheet.read org.admin integration.manage audit.read");
  roles_["LOAN_OFFICER"] = words("loan.read loan.write loan.share loan.price ratesheet.read lock.request");
  roles_["PRICING_MANAGER"] = words("loan.read loan.price ratesheet.read ratesheet.activate");
  roles_["LOCK_DESK"] = words("loan.read loan.price ratesheet.read lock.request lock.commit");
  roles_["AUDITOR"] = words("loan.read audit.read");
  roles_["PROVIDER"] = words(kAllProvider);
  roles_["PLATFORM_OPERATOR"] = words("audit.read platform.operate");
  roles_["SUPER_ADMIN"] = words(everything);
}

NameSet PolicyOracle::by_roles(const Names& roles, const std::string& type) const {
  NameSet brought;
  for (const std::string_view name : roles) {
    const std::string role(name);
    if (type != "PLATFORM" && (role == "SUPER_ADMIN" || role == "PLATFORM_OPERATOR")) continue;
    brought.insert(roles_.at(role).begin(), roles_.at(role).end());
  }
  return both(brought, ceiling(type));
}

std::string PolicyOracle::by_grant(const NamedGrant& grant, const std::string& capability, std::int64_t now) const {
  if (!has(grant.capabilities, capability)) return "no_role";
  if (grant.is_revoked) return "grant_revoked";
  if (!(now < kExpiry)) return "grant_expired";
  if (grant.is_org_disabled) return "grantor_org_disabled";
  if (grant.is_person_disabled) return "grantor_disabled";
  const std::string type(grant.org_type);
  const bool by_key = has(grant.key, capability) && ceiling(type).count(capability) != 0;
  const bool grantor_has =
      has(grant.org_enabled, capability) && (by_key || by_roles(grant.roles, type).count(capability) != 0);
  return grantor_has ? "by_grant" : "grantor_lacks_it";
}

std::string PolicyOracle::by_grants(const std::vector<NamedGrant>& grants, const std::string& capability,
                                    std::int64_t now) const {
  const std::vector<std::string> furthest_first{
      "by_grant", "grantor_lacks_it", "grantor_disabled", "grantor_org_disabled", "grant_expired", "grant_revoked"};
  NameSet said;
  for (const NamedGrant& grant : grants) said.insert(by_grant(grant, capability, now));
  for (const std::string& rule : furthest_first) {
    if (said.count(rule) != 0) return rule;
  }
  return "no_role";
}

}  // namespace ratestack::testing
