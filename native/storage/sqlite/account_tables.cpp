#include "native/storage/sqlite/account_tables.hpp"

namespace ratestack::sqlite {
namespace {

using service::ApiKey;
using service::Org;
using service::RememberedAnswer;
using service::StoreError;
using service::User;

// Names, not bits: the file stays readable, and a catalog that grows does not shift their meaning.
std::string to_names(CapabilitySet set) {
  std::string names;
  for (std::size_t i = 0; i < kCapabilityCount; ++i) {
    const auto capability = static_cast<Capability>(i);
    if (!set.contains(capability)) continue;
    if (!names.empty()) names += ' ';
    names += to_string(capability);
  }
  return names;
}

// A name that this program does not know grants nothing.
CapabilitySet from_names(std::string_view names) {
  CapabilitySet set;
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(' '));
    if (const auto capability = parse_capability(name)) set = set.with(*capability);
    names.remove_prefix(std::min(names.size(), name.size() + 1));
  }
  return set;
}

Error unreadable(const char* table) { return Error(StoreError::corrupt, std::string("unreadable record in ") + table); }

// Columns: id, type, name, created_at.
Result<std::optional<Org>> take_org(Statement& select) {
  auto row = select.step();
  if (!row) return row.error();
  if (!*row) return std::optional<Org>();
  auto id = OrgId::parse(select.text(0));
  const auto type = parse_org_type(select.text(1));
  if (!id || !type) return unreadable("orgs");
  return std::optional<Org>(Org{*id, *type, std::string(select.text(2)), select.time(3)});
}

}  // namespace

Result<void> insert_org(Connection& connection, const Org& org) {
  auto insert = connection.prepare("INSERT INTO orgs (id, type, name, created_at) VALUES (?, ?, ?, ?)");
  if (!insert) return insert.error();
  return insert->bind(org.id.view())
      .bind(to_string(org.type))
      .bind(std::string_view(org.name))
      .bind(org.created_at)
      .run();
}

Result<void> insert_user(Connection& connection, const User& user) {
  auto insert =
      connection.prepare("INSERT INTO users (id, org_id, email, password_hash, created_at) VALUES (?, ?, ?, ?, ?)");
  if (!insert) return insert.error();
  insert->bind(user.id.view()).bind(user.org_id.view()).bind(std::string_view(user.email));
  return insert->bind(std::string_view(user.password_hash)).bind(user.created_at).run();
}

Result<void> insert_api_key(Connection& connection, const ApiKey& key) {
  auto insert = connection.prepare(
      "INSERT INTO api_keys (id, org_id, name, secret_hash, capabilities, created_at, expires_at, revoked_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return insert.error();
  const std::string names = to_names(key.capabilities);
  insert->bind(key.id.view()).bind(key.org_id.view()).bind(std::string_view(key.name)).bind(key.secret_hash);
  return insert->bind(std::string_view(names)).bind(key.created_at).bind(key.expires_at).bind(key.revoked_at).run();
}

Result<std::optional<Org>> read_org(Connection& connection, const OrgId& id) {
  auto select = connection.prepare("SELECT id, type, name, created_at FROM orgs WHERE id = ?");
  if (!select) return select.error();
  select->bind(id.view());
  return take_org(*select);
}

Result<std::optional<Org>> read_platform_org(Connection& connection) {
  auto select = connection.prepare("SELECT id, type, name, created_at FROM orgs WHERE type = 'PLATFORM'");
  if (!select) return select.error();
  return take_org(*select);
}

Result<std::optional<ApiKey>> read_api_key(Connection& connection, const KeyId& id) {
  auto select = connection.prepare(
      "SELECT org_id, name, secret_hash, capabilities, created_at, expires_at, revoked_at FROM api_keys WHERE id = ?");
  if (!select) return select.error();
  auto row = select->bind(id.view()).step();
  if (!row) return row.error();
  if (!*row) return std::optional<ApiKey>();
  auto org_id = OrgId::parse(select->text(0));
  if (!org_id) return unreadable("api_keys");
  return std::optional<ApiKey>(ApiKey{id, *org_id, std::string(select->text(1)), select->digest(2),
                                      from_names(select->text(3)), select->time(4), select->optional_time(5),
                                      select->optional_time(6)});
}

Result<std::optional<RememberedAnswer>> read_answer(Connection& connection, std::string_view org_id,
                                                    std::string_view key) {
  auto select =
      connection.prepare("SELECT request_hash, status, body FROM idempotent_answers WHERE org_id = ? AND key = ?");
  if (!select) return select.error();
  auto row = select->bind(org_id).bind(key).step();
  if (!row) return row.error();
  if (!*row) return std::optional<RememberedAnswer>();
  return std::optional<RememberedAnswer>(
      RememberedAnswer{select->digest(0), static_cast<int>(select->integer(1)), std::string(select->text(2))});
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
