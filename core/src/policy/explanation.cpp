#include "ratestack/policy/explanation.hpp"

#include "ratestack/encoding/json.hpp"

namespace ratestack {
namespace {

using Path = std::vector<PolicyStep>;

// Each answers whether the question after it is to be asked. A bound speaks only where it refuses, a source of
// capabilities where it gives; a grant tells why it does not.
bool add_bound(Path& path, const PolicyStep& step) {
  path.push_back(step);
  if (step.passed) path.back().rule.reset();
  return step.passed;
}

bool add_source(Path& path, const PolicyStep& step) {
  path.push_back(step);
  if (!step.passed) path.back().rule.reset();
  return !step.passed;
}

bool add_bounds(Path& path, const PolicyOrg& org, Capability capability) {
  return add_bound(path, {"organisation", "", org.standing == Standing::active, Rule::org_disabled}) &&
         add_bound(path,
                   {"ceiling", to_string(org.type), ceiling(org.type).contains(capability), Rule::not_in_ceiling}) &&
         add_bound(path, {"enabled", "", org.enabled.contains(capability), Rule::not_enabled});
}

bool add_roles(Path& path, RoleSet roles, OrgType type, Capability capability) {
  for (std::size_t i = 0; i < kRoleCount; ++i) {
    const auto role = static_cast<Role>(i);
    if (!roles.contains(role)) continue;
    const bool gives = capabilities_of(RoleSet().with(role), type).contains(capability);
    if (!add_source(path, {"role", to_string(role), gives, Rule::by_role})) return false;
  }
  return true;
}

bool add_key(Path& path, CapabilitySet key, Capability capability) {
  return key.empty() || add_source(path, {"key", "", key.contains(capability), Rule::by_key});
}

void add_grants(Path& path, std::span<const PolicyGrant> grants, Capability capability, Timestamp now) {
  for (const PolicyGrant& grant : grants) {
    const Rule rule = judge_grant(grant, capability, now);
    path.push_back({"grant", grant.id, allows(rule), rule});
    if (rule == Rule::no_role) path.back().rule.reset();
    if (allows(rule)) return;
  }
}

JsonValue text_or_null(std::string_view text) { return text.empty() ? JsonValue() : JsonValue(text); }

JsonObject step_json(const PolicyStep& step) {
  return {{"check", step.check},
          {"of", text_or_null(step.of)},
          {"passed", step.passed},
          {"rule", step.rule ? JsonValue(to_string(*step.rule)) : JsonValue()}};
}

}  // namespace

Explanation explain(const PolicySubject& subject, const PolicyOrg& org, Capability capability, Timestamp now) {
  Explanation explanation{decide(subject, org, capability, now), {}};
  Path& path = explanation.path;
  if (add_bounds(path, org, capability) && add_roles(path, subject.roles, org.type, capability) &&
      add_key(path, subject.key, capability)) {
    add_grants(path, subject.grants, capability, now);
  }
  return explanation;
}

CanonicalJson explanation_json(const Explanation& explanation) {
  JsonArray path;
  path.reserve(explanation.path.size());
  for (const PolicyStep& step : explanation.path) path.push_back(step_json(step));
  const JsonObject answer{{"allowed", explanation.decision.allowed()},
                          {"reason", to_string(explanation.decision.rule)},
                          {"path", std::move(path)}};
  return CanonicalJson::from_value(answer).value();
}

}  // namespace ratestack
