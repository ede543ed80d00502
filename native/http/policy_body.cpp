#include "native/http/policy_body.hpp"

namespace ratestack::http {
namespace {

/// A set of what `parse` knows.
template <typename Set, typename Parse>
Result<Set> read_set(const Fields& body, std::string_view name, std::string_view rule, const Parse& parse) {
  const JsonValue* const value = body.find(name);
  const JsonArray* const names = value == nullptr ? nullptr : value->if_array();
  if (names == nullptr) return body.broken(name, rule);
  Set set;
  for (const JsonValue& each : *names) {
    const JsonString* const text = each.if_string();
    const auto member = text == nullptr ? std::nullopt : parse(*text);
    if (!member) return body.broken(name, rule);
    set = set.with(*member);
  }
  return set;
}

}  // namespace

Result<CapabilitySet> read_capabilities(const Fields& body, std::string_view name) {
  return read_set<CapabilitySet>(body, name, "must be an array of capabilities of /v1/capabilities",
                                 [](std::string_view text) { return parse_capability(text); });
}

Result<RoleSet> read_roles(const Fields& body, std::string_view name) {
  auto roles = read_set<RoleSet>(body, name, "must be an array of roles of /v1/capabilities",
                                 [](std::string_view text) { return parse_role(text); });
  if (roles && roles.value().empty()) return body.broken(name, "must name a role; to take all, remove the member");
  return roles;
}

}  // namespace ratestack::http
