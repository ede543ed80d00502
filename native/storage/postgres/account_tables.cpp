#include "native/storage/postgres/account_tables.hpp"

#include "native/service/record_text.hpp"
#include "native/storage/postgres/row_of.hpp"
#include "native/storage/postgres/take.hpp"
#include "native/storage/shared/identity_rows.hpp"

namespace ratestack::postgres {
namespace {

using service::ApiKey;
using service::KeptAnswer;
using service::Org;
using service::RememberedAnswer;
using service::User;

constexpr Statement kInsertOrg{
    "insert_org",
    "INSERT INTO orgs (id, type, name, created_at, capabilities, disabled_at) VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr Statement kInsertUser{
    "insert_user",
    "INSERT INTO users (id, org_id, email, password_hash, created_at, name, disabled_at, password_set_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
constexpr Statement kInsertKey{
    "insert_api_key",
    "INSERT INTO api_keys (id, org_id, name, secret_hash, capabilities, created_at, expires_at, revoked_at, "
    "last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr Statement kInsertAnswer{
    "insert_answer",
    "INSERT INTO idempotent_answers (org_id, key, request_hash, status, body, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr Statement kForgetAnswers{"forget_answers", "DELETE FROM idempotent_answers WHERE created_at < $1"};

#define RATESTACK_SELECT_ORG "SELECT id, type, name, created_at, capabilities, disabled_at FROM orgs "
#define RATESTACK_SELECT_USER \
  "SELECT id, org_id, email, password_hash, created_at, name, disabled_at, password_set_at FROM users "
#define RATESTACK_SELECT_KEY                                                                                   \
  "SELECT id, org_id, name, secret_hash, capabilities, created_at, expires_at, revoked_at, last_used_at FROM " \
  "api_keys "
#define RATESTACK_PAGE "WHERE id > $1 ORDER BY id LIMIT $2"

constexpr Statement kOrg{"org", RATESTACK_SELECT_ORG "WHERE id = $1"};
constexpr Statement kPlatformOrg{"platform_org", RATESTACK_SELECT_ORG "WHERE type = 'PLATFORM'"};
constexpr Statement kKey{"api_key", RATESTACK_SELECT_KEY "WHERE id = $1"};
constexpr Statement kAnswer{"answer",
                            "SELECT request_hash, status, body FROM idempotent_answers WHERE org_id = $1 AND key = $2"};
constexpr Statement kOrgs{"orgs", RATESTACK_SELECT_ORG RATESTACK_PAGE};
constexpr Statement kUsers{"users", RATESTACK_SELECT_USER RATESTACK_PAGE};
constexpr Statement kKeys{"api_keys", RATESTACK_SELECT_KEY RATESTACK_PAGE};
constexpr Statement kAnswers{"answers",
                             "SELECT org_id, key, request_hash, status, body, created_at FROM idempotent_answers "
                             "WHERE (org_id, key) > ($1, $2) ORDER BY org_id, key LIMIT $3"};

Result<Org> take_org(const Rows& rows, int i) { return storage::kTakeOrg(RowOf{rows, i}); }
Result<User> take_user(const Rows& rows, int i) { return storage::kTakeUser(RowOf{rows, i}); }
Result<ApiKey> take_api_key(const Rows& rows, int i) { return storage::kTakeApiKey(RowOf{rows, i}); }

RememberedAnswer take_answer(const Rows& rows, int i, int column) {
  return {rows.digest(i, column), static_cast<int>(rows.integer(i, column + 1)), std::string(rows.text(i, column + 2))};
}

Result<KeptAnswer> take_kept_answer(const Rows& rows, int i) {
  return KeptAnswer{std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), take_answer(rows, i, 2),
                    rows.time(i, 5)};
}

Params page(std::string_view after, std::size_t limit) {
  return std::move(Params().add(after).add(std::uint64_t{limit}));
}

}  // namespace

void send_org(Connection& connection, const Org& org) {
  Params params;
  params.add(org.id.view()).add(to_string(org.type)).add(std::string_view(org.name)).add(org.created_at);
  connection.send(kInsertOrg, params.add(storage::enabled_cell(org.enabled)).add(org.disabled_at));
}

void send_user(Connection& connection, const User& user) {
  Params params;
  params.add(user.id.view()).add(user.org_id.view()).add(std::string_view(user.email));
  params.add(std::string_view(user.password_hash)).add(user.created_at).add(std::string_view(user.name));
  params.add(user.disabled_at).add(user.password_set_at.value_or(user.created_at));
  connection.send(kInsertUser, params);
}

void send_api_key(Connection& connection, const ApiKey& key) {
  const std::string names = service::capability_names(key.capabilities);
  Params params;
  params.add(key.id.view()).add(key.org_id.view()).add(std::string_view(key.name)).add(key.secret_hash);
  params.add(std::string_view(names)).add(key.created_at).add(key.expires_at).add(key.revoked_at);
  params.add(key.last_used_at);
  connection.send(kInsertKey, params);
}

void send_answer(Connection& connection, std::string_view org_id, std::string_view key, const RememberedAnswer& answer,
                 Timestamp now) {
  Params params;
  params.add(org_id).add(key).add(answer.request_hash).add(std::int64_t{answer.status});
  connection.send(kInsertAnswer, params.add(std::string_view(answer.body)).add(now));
}

void send_forget_answers(Connection& connection, Timestamp before) {
  connection.send(kForgetAnswers, Params().add(before));
}

Result<std::optional<Org>> read_org(Connection& connection, const OrgId& id, Deadline deadline) {
  return take_first(connection.run(kOrg, Params().add(id.view()), deadline), take_org);
}

Result<std::optional<Org>> read_platform_org(Connection& connection, Deadline deadline) {
  return take_first(connection.run(kPlatformOrg, {}, deadline), take_org);
}

Result<std::optional<ApiKey>> read_api_key(Connection& connection, const KeyId& id, Deadline deadline) {
  return take_first(connection.run(kKey, Params().add(id.view()), deadline), take_api_key);
}

Result<std::optional<RememberedAnswer>> read_answer(Connection& connection, std::string_view org_id,
                                                    std::string_view key, Deadline deadline) {
  auto rows = connection.run(kAnswer, Params().add(org_id).add(key), deadline);
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<RememberedAnswer>();
  return std::optional<RememberedAnswer>(take_answer(*rows, 0, 0));
}

Result<std::vector<Org>> list_orgs(Connection& connection, std::string_view after, std::size_t limit,
                                   Deadline deadline) {
  return take_all(connection.run(kOrgs, page(after, limit), deadline), take_org);
}

Result<std::vector<User>> list_users(Connection& connection, std::string_view after, std::size_t limit,
                                     Deadline deadline) {
  return take_all(connection.run(kUsers, page(after, limit), deadline), take_user);
}

Result<std::vector<ApiKey>> list_api_keys(Connection& connection, std::string_view after, std::size_t limit,
                                          Deadline deadline) {
  return take_all(connection.run(kKeys, page(after, limit), deadline), take_api_key);
}

Result<std::vector<KeptAnswer>> list_answers(Connection& connection, std::string_view after_org,
                                             std::string_view after_key, std::size_t limit, Deadline deadline) {
  return take_all(connection.run(kAnswers, Params().add(after_org).add(after_key).add(std::uint64_t{limit}), deadline),
                  take_kept_answer);
}

}  // namespace ratestack::postgres
