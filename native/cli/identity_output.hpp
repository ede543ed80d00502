// Organisations, people, sessions and keys as commands print them: JSON of the shapes that the API has, and words.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "native/service/identity/identity_records.hpp"
#include "native/service/identity/sessions.hpp"
#include "native/service/identity/token_key_rotation.hpp"
#include "ratestack/encoding/json.hpp"

namespace ratestack::cli {

[[nodiscard]] JsonObject org_json(const service::Org& org);
/// In an organisation; without one of theirs, no roles.
[[nodiscard]] JsonObject user_json(const service::User& user, RoleSet roles);
[[nodiscard]] JsonObject session_json(const service::SessionRecord& session, const service::SessionRules& rules);
[[nodiscard]] JsonObject api_key_json(const service::ApiKey& key);
[[nodiscard]] JsonObject token_key_json(const service::TokenKeyStatus& key);

/// One line.
void print_json(const JsonObject& object, std::ostream& out);
/// {"items":[...]}
void print_items(JsonArray items, std::ostream& out);

[[nodiscard]] std::string time_words(const std::optional<Timestamp>& time, const char* otherwise);
/// A dash for an empty text: no column is empty.
[[nodiscard]] std::string or_dash(std::string text);

}  // namespace ratestack::cli
