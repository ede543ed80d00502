#include "native/cli/identity_output.hpp"

#include "native/service/record_text.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::cli {
namespace {

JsonValue time_or_null(const std::optional<Timestamp>& time) { return time ? JsonValue(time->to_text()) : JsonValue(); }

// Of names with one space between them.
JsonArray list_of(std::string_view names) {
  JsonArray list;
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(' '));
    list.emplace_back(name);
    names.remove_prefix(std::min(names.size(), name.size() + 1));
  }
  return list;
}

}  // namespace

JsonObject org_json(const service::Org& org) {
  return {{"id", org.id.view()},
          {"type", to_string(org.type)},
          {"name", org.name},
          {"created_at", org.created_at.to_text()},
          {"disabled_at", time_or_null(org.disabled_at)}};
}

JsonObject user_json(const service::User& user, RoleSet roles) {
  return {{"id", user.id.view()},
          {"org_id", user.org_id.view()},
          {"email", user.email},
          {"name", user.name},
          {"roles", list_of(service::role_names(roles))},
          {"created_at", user.created_at.to_text()},
          {"disabled_at", time_or_null(user.disabled_at)},
          {"password_set_at", time_or_null(user.password_set_at)}};
}

JsonObject session_json(const service::SessionRecord& session, const service::SessionRules& rules) {
  const service::SessionEnds ends = service::ends_of(session, rules);
  return {{"id", session.id.view()},
          {"user_id", session.user_id.view()},
          {"org_id", session.org_id.view()},
          {"created_at", session.created_at.to_text()},
          {"authenticated_at", session.authenticated_at.to_text()},
          {"acr", to_string(session.methods.assurance())},
          {"methods", list_of(session.methods.names())},
          {"last_seen_at", session.seen_at.to_text()},
          {"idle_expires_at", ends.idle.to_text()},
          {"absolute_expires_at", ends.absolute.to_text()},
          {"client", JsonObject{{"ip", session.client_ip}, {"user_agent", session.user_agent}}}};
}

JsonObject api_key_json(const service::ApiKey& key) {
  return {{"id", key.id.view()},
          {"org_id", key.org_id.view()},
          {"name", key.name},
          {"capabilities", list_of(service::capability_names(key.capabilities))},
          {"created_at", key.created_at.to_text()},
          {"expires_at", time_or_null(key.expires_at)},
          {"revoked_at", time_or_null(key.revoked_at)},
          {"last_used_at", time_or_null(key.last_used_at)}};
}

JsonObject token_key_json(const service::TokenKeyStatus& key) {
  return {{"kid", key.kid},
          {"state", to_string(key.state)},
          {"created_at", key.created_at.to_text()},
          {"activates_at", key.activates_at.to_text()},
          {"retires_at", time_or_null(key.retires_at)}};
}

void print_json(const JsonObject& object, std::ostream& out) {
  out << CanonicalJson::from_value(object).value().view() << '\n';
}

void print_items(JsonArray items, std::ostream& out) { print_json({{"items", std::move(items)}}, out); }

std::string time_words(const std::optional<Timestamp>& time, const char* otherwise) {
  return time ? time->to_text() : otherwise;
}

std::string or_dash(std::string text) { return text.empty() ? "-" : text; }

}  // namespace ratestack::cli
