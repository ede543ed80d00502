#include "native/storage/sqlite/account_tables.hpp"

#include "native/service/record_text.hpp"
#include "native/storage/shared/identity_rows.hpp"
#include "native/storage/sqlite/take.hpp"

namespace ratestack::sqlite {
namespace {

using service::ApiKey;
using service::KeptAnswer;
using service::Org;
using service::RememberedAnswer;
using service::User;

constexpr std::string_view kSelectOrg = "SELECT id, type, name, created_at, capabilities, disabled_at FROM orgs ";
constexpr std::string_view kSelectUser =
    "SELECT id, org_id, email, password_hash, created_at, name, disabled_at, password_set_at FROM users ";
constexpr std::string_view kSelectKey =
    "SELECT id, org_id, name, secret_hash, capabilities, created_at, expires_at, revoked_at, last_used_at FROM "
    "api_keys ";

Result<Org> take_org(const Statement& row) { return storage::kTakeOrg(row); }
Result<User> take_user(const Statement& row) { return storage::kTakeUser(row); }
Result<ApiKey> take_api_key(const Statement& row) { return storage::kTakeApiKey(row); }

RememberedAnswer take_answer(const Statement& row, int column) {
  return {row.digest(column), static_cast<int>(row.integer(column + 1)), std::string(row.text(column + 2))};
}

Result<KeptAnswer> take_kept_answer(const Statement& row) {
  return KeptAnswer{std::string(row.text(0)), std::string(row.text(1)), take_answer(row, 2), row.time(5)};
}

// The page behind an id.
template <typename T>
Result<std::vector<T>> page(Connection& connection, std::string_view select, std::string_view after, std::size_t limit,
                            Take<T> take) {
  auto rows = connection.prepare(std::string(select) + "WHERE id > ? ORDER BY id LIMIT ?");
  if (!rows) return rows.error();
  rows->bind(after).bind(std::uint64_t{limit});
  return all(*rows, take);
}

}  // namespace

Result<void> insert_org(Connection& connection, const Org& org) {
  auto insert = connection.prepare(
      "INSERT INTO orgs (id, type, name, created_at, capabilities, disabled_at) VALUES (?, ?, ?, ?, ?, ?)");
  if (!insert) return insert.error();
  const service::Cell enabled = storage::enabled_cell(org.enabled);
  insert->bind(org.id.view()).bind(to_string(org.type)).bind(std::string_view(org.name)).bind(org.created_at);
  return insert->bind(enabled).bind(org.disabled_at).run();
}

Result<void> insert_user(Connection& connection, const User& user) {
  auto insert = connection.prepare(
      "INSERT INTO users (id, org_id, email, password_hash, created_at, name, disabled_at, password_set_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return insert.error();
  insert->bind(user.id.view()).bind(user.org_id.view()).bind(std::string_view(user.email));
  insert->bind(std::string_view(user.password_hash)).bind(user.created_at).bind(std::string_view(user.name));
  return insert->bind(user.disabled_at).bind(user.password_set_at.value_or(user.created_at)).run();
}

Result<void> insert_api_key(Connection& connection, const ApiKey& key) {
  auto insert = connection.prepare(
      "INSERT INTO api_keys (id, org_id, name, secret_hash, capabilities, created_at, expires_at, revoked_at, "
      "last_used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return insert.error();
  const std::string names = service::capability_names(key.capabilities);
  insert->bind(key.id.view()).bind(key.org_id.view()).bind(std::string_view(key.name)).bind(key.secret_hash);
  insert->bind(std::string_view(names)).bind(key.created_at).bind(key.expires_at).bind(key.revoked_at);
  return insert->bind(key.last_used_at).run();
}

Result<std::optional<Org>> read_org(Connection& connection, const OrgId& id) {
  auto select = connection.prepare(std::string(kSelectOrg) + "WHERE id = ?");
  if (!select) return select.error();
  return first(select->bind(id.view()), take_org);
}

Result<std::optional<Org>> read_platform_org(Connection& connection) {
  auto select = connection.prepare(std::string(kSelectOrg) + "WHERE type = 'PLATFORM'");
  if (!select) return select.error();
  return first(*select, take_org);
}

Result<std::optional<ApiKey>> read_api_key(Connection& connection, const KeyId& id) {
  auto select = connection.prepare(std::string(kSelectKey) + "WHERE id = ?");
  if (!select) return select.error();
  return first(select->bind(id.view()), take_api_key);
}

Result<std::vector<Org>> list_orgs(Connection& connection, std::string_view after, std::size_t limit) {
  return page(connection, kSelectOrg, after, limit, take_org);
}

Result<std::vector<User>> list_users(Connection& connection, std::string_view after, std::size_t limit) {
  return page(connection, kSelectUser, after, limit, take_user);
}

Result<std::vector<ApiKey>> list_api_keys(Connection& connection, std::string_view after, std::size_t limit) {
  return page(connection, kSelectKey, after, limit, take_api_key);
}

Result<std::vector<KeptAnswer>> list_answers(Connection& connection, std::string_view after_org,
                                             std::string_view after_key, std::size_t limit) {
  auto rows = connection.prepare(
      "SELECT org_id, key, request_hash, status, body, created_at FROM idempotent_answers "
      "WHERE (org_id, key) > (?, ?) ORDER BY org_id, key LIMIT ?");
  if (!rows) return rows.error();
  rows->bind(after_org).bind(after_key).bind(std::uint64_t{limit});
  return all(*rows, take_kept_answer);
}

Result<std::optional<RememberedAnswer>> read_answer(Connection& connection, std::string_view org_id,
                                                    std::string_view key) {
  auto select =
      connection.prepare("SELECT request_hash, status, body FROM idempotent_answers WHERE org_id = ? AND key = ?");
  if (!select) return select.error();
  auto row = select->bind(org_id).bind(key).step();
  if (!row) return row.error();
  if (!*row) return std::optional<RememberedAnswer>();
  return std::optional<RememberedAnswer>(take_answer(*select, 0));
}

Result<void> insert_answer(Connection& connection, std::string_view org_id, std::string_view key,
                           const RememberedAnswer& answer, Timestamp now) {
  auto insert = connection.prepare(
      "INSERT INTO idempotent_answers (org_id, key, request_hash, status, body, created_at) VALUES (?, ?, ?, ?, ?, ?)");
  if (!insert) return insert.error();
  insert->bind(org_id).bind(key).bind(answer.request_hash).bind(std::int64_t{answer.status});
  return insert->bind(std::string_view(answer.body)).bind(now).run();
}

Result<void> delete_answers_before(Connection& connection, Timestamp time) {
  auto erase = connection.prepare("DELETE FROM idempotent_answers WHERE created_at < ?");
  if (!erase) return erase.error();
  return erase->bind(time).run();
}

}  // namespace ratestack::sqlite
