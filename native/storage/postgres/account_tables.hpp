// orgs, users, api_keys and idempotent_answers: one function a statement.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "native/service/records.hpp"
#include "native/storage/postgres/connection.hpp"

namespace ratestack::postgres {

// Inside a transaction: what is sent is received with what follows.
void send_org(Connection& connection, const service::Org& org);
void send_user(Connection& connection, const service::User& user);
void send_api_key(Connection& connection, const service::ApiKey& key);
void send_answer(Connection& connection, std::string_view org_id, std::string_view key,
                 const service::RememberedAnswer& answer, Timestamp now);
void send_forget_answers(Connection& connection, Timestamp before);

Result<std::optional<service::Org>> read_org(Connection& connection, const OrgId& id, Deadline deadline);
Result<std::optional<service::Org>> read_platform_org(Connection& connection, Deadline deadline);
Result<std::optional<service::ApiKey>> read_api_key(Connection& connection, const KeyId& id, Deadline deadline);
Result<std::optional<service::RememberedAnswer>> read_answer(Connection& connection, std::string_view org_id,
                                                             std::string_view key, Deadline deadline);

/// Records behind `after` in the order of their ids.
Result<std::vector<service::Org>> list_orgs(Connection& connection, std::string_view after, std::size_t limit,
                                            Deadline deadline);
Result<std::vector<service::User>> list_users(Connection& connection, std::string_view after, std::size_t limit,
                                              Deadline deadline);
Result<std::vector<service::ApiKey>> list_api_keys(Connection& connection, std::string_view after, std::size_t limit,
                                                   Deadline deadline);
Result<std::vector<service::KeptAnswer>> list_answers(Connection& connection, std::string_view after_org,
                                                      std::string_view after_key, std::size_t limit, Deadline deadline);

}  // namespace ratestack::postgres
