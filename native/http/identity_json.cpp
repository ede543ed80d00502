#include "native/http/identity_json.hpp"

#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::http {
namespace {

/// The names of the members of a set, in the order of the enumeration.
template <typename Member, std::size_t kCount, typename Set>
JsonArray names_json(const Set& set) {
  JsonArray names;
  for (std::size_t i = 0; i < kCount; ++i) {
    const auto member = static_cast<Member>(i);
    if (set.contains(member)) names.emplace_back(to_string(member));
  }
  return names;
}

JsonObject received_json(const service::DelegationGrant& grant) {
  return {{"id", grant.id.view()},
          {"grantor_org_id", grant.grantor_org_id.view()},
          {"grantor_name", grant.grantor_name},
          {"capabilities", capabilities_json(grant.capabilities)},
          {"expires_at", grant.expires_at.to_text()}};
}

}  // namespace

JsonValue org_name_or_null(const std::string& name) { return name.empty() ? JsonValue() : JsonValue(name); }

JsonValue time_or_null(const std::optional<Timestamp>& time) { return time ? JsonValue(time->to_text()) : JsonValue(); }

JsonObject org_json(const service::Org& org) {
  return {{"id", org.id.view()},
          {"type", to_string(org.type)},
          {"name", org.name},
          {"created_at", org.created_at.to_text()},
          {"disabled_at", time_or_null(org.disabled_at)}};
}

JsonObject user_json(const UserId& id, const OrgId& org_id, std::string_view email, std::string_view name) {
  return {{"id", id.view()}, {"org_id", org_id.view()}, {"email", email}, {"name", name}};
}

JsonObject session_json(const service::SessionRecord& session, const service::SessionRules& rules) {
  const service::SessionEnds ends = service::ends_of(session, rules);
  return {{"id", session.id.view()},
          {"created_at", session.created_at.to_text()},
          {"authenticated_at", session.authenticated_at.to_text()},
          {"acr", to_string(session.methods.assurance())},
          {"methods", names_json<AuthMethod, kAuthMethodCount>(session.methods)},
          {"last_seen_at", session.seen_at.to_text()},
          {"idle_expires_at", ends.idle.to_text()},
          {"absolute_expires_at", ends.absolute.to_text()},
          {"client", JsonObject{{"ip", session.client_ip}, {"user_agent", session.user_agent}}}};
}

JsonArray org_roles_json(const service::SessionSubject& subject, std::span<const service::LiveGrant> grants) {
  JsonArray orgs;
  orgs.reserve(subject.memberships.size());
  for (const service::Membership& membership : subject.memberships) {
    JsonArray received;
    for (const service::LiveGrant& live : grants) {
      if (live.grant.grantee_org_id == membership.org_id) received.push_back(received_json(live.grant));
    }
    orgs.push_back(JsonObject{{"org_id", membership.org_id.view()},
                              {"roles", roles_json(membership.roles)},
                              {"grants", std::move(received)}});
  }
  return orgs;
}

JsonArray roles_json(RoleSet roles) { return names_json<Role, kRoleCount>(roles); }

JsonArray capabilities_json(CapabilitySet set) { return names_json<Capability, kCapabilityCount>(set); }

JsonObject api_key_json(const service::ApiKey& key) {
  return {{"id", key.id.view()},
          {"name", key.name},
          {"capabilities", capabilities_json(key.capabilities)},
          {"created_at", key.created_at.to_text()},
          {"expires_at", time_or_null(key.expires_at)},
          {"revoked_at", time_or_null(key.revoked_at)},
          {"last_used_at", time_or_null(key.last_used_at)}};
}

JsonObject passkey_json(const service::Passkey& passkey) {
  return {{"id", passkey.id.view()},
          {"name", passkey.name},
          {"created_at", passkey.created_at.to_text()},
          {"last_used_at", time_or_null(passkey.last_used_at)},
          {"synced", passkey.backup_eligible ? JsonValue(*passkey.backup_eligible) : JsonValue()}};
}

std::string to_text(const JsonObject& object) { return CanonicalJson::from_value(object).value().text(); }

}  // namespace ratestack::http
