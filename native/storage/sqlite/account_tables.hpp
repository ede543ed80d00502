// orgs, users, api_keys and idempotent_answers: one function a statement.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "native/service/records.hpp"
#include "native/storage/sqlite/connection.hpp"

namespace ratestack::sqlite {

Result<void> insert_org(Connection& connection, const service::Org& org);
Result<void> insert_user(Connection& connection, const service::User& user);
Result<void> insert_api_key(Connection& connection, const service::ApiKey& key);

Result<std::optional<service::Org>> read_org(Connection& connection, const OrgId& id);
Result<std::optional<service::Org>> read_platform_org(Connection& connection);
Result<std::optional<service::ApiKey>> read_api_key(Connection& connection, const KeyId& id);

/// Records behind `after` in the order of their ids.
Result<std::vector<service::Org>> list_orgs(Connection& connection, std::string_view after, std::size_t limit);
Result<std::vector<service::User>> list_users(Connection& connection, std::string_view after, std::size_t limit);
Result<std::vector<service::ApiKey>> list_api_keys(Connection& connection, std::string_view after, std::size_t limit);
Result<std::vector<service::KeptAnswer>> list_answers(Connection& connection, std::string_view after_org,
                                                      std::string_view after_key, std::size_t limit);

Result<std::optional<service::RememberedAnswer>> read_answer(Connection& connection, std::string_view org_id,
                                                             std::string_view key);
Result<void> insert_answer(Connection& connection, std::string_view org_id, std::string_view key,
                           const service::RememberedAnswer& answer, Timestamp now);
Result<void> delete_answers_before(Connection& connection, Timestamp time);

}  // namespace ratestack::sqlite
