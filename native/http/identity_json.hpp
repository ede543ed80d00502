// How people, sessions and keys are written for those who ask.
#pragma once

#include <span>

#include "native/service/authorization/authorization_records.hpp"
#include "native/service/identity/identity.hpp"
#include "ratestack/encoding/json.hpp"

namespace ratestack::http {

[[nodiscard]] JsonObject org_json(const service::Org& org);
[[nodiscard]] JsonObject user_json(const UserId& id, const OrgId& org_id, std::string_view email,
                                   std::string_view name);
/// Without its token.
[[nodiscard]] JsonObject session_json(const service::SessionRecord& session, const service::SessionRules& rules);
[[nodiscard]] JsonArray org_roles_json(const service::SessionSubject& subject,
                                       std::span<const service::LiveGrant> grants);
/// What an organisation is called; null where its name was not read with its record, which has just been made.
[[nodiscard]] JsonValue org_name_or_null(const std::string& name);
[[nodiscard]] JsonValue time_or_null(const std::optional<Timestamp>& time);
[[nodiscard]] JsonArray capabilities_json(CapabilitySet set);
[[nodiscard]] JsonArray roles_json(RoleSet roles);
[[nodiscard]] JsonObject api_key_json(const service::ApiKey& key);
/// Without its key.
[[nodiscard]] JsonObject passkey_json(const service::Passkey& passkey);
[[nodiscard]] std::string to_text(const JsonObject& object);

}  // namespace ratestack::http
