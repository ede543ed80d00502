#include "native/storage/sqlite/write_transaction.hpp"

#include "native/storage/shared/table_rows.hpp"
#include "native/storage/sqlite/account_tables.hpp"
#include "native/storage/sqlite/audit_tables.hpp"
#include "native/storage/sqlite/transaction.hpp"

namespace ratestack::sqlite {

using service::Heads;
using service::RememberedAnswer;

// BEGIN IMMEDIATE holds the whole file, and so the head.
Result<Heads> SqliteWriteTransaction::heads(std::span<const std::string> org_ids) {
  Heads heads;
  auto log = read_log_head(connection_);
  if (!log) return log.error();
  heads.log = *log;
  for (const std::string& org_id : org_ids) {
    auto org = read_org_head(connection_, org_id);
    if (!org) return org.error();
    heads.orgs.emplace(org_id, *org);
  }
  return heads;
}

Result<void> SqliteWriteTransaction::append_rows(std::span<const service::NewAuditRow> rows) {
  return guard_.run([&] { return sqlite::append_rows(connection_, rows); });
}

Result<void> SqliteWriteTransaction::insert_org(const service::Org& org) {
  return guard_.run([&] { return sqlite::insert_org(connection_, org); });
}

Result<void> SqliteWriteTransaction::insert_user(const service::User& user) {
  return guard_.run([&] { return sqlite::insert_user(connection_, user); });
}

Result<void> SqliteWriteTransaction::insert_api_key(const service::ApiKey& key) {
  return guard_.run([&] { return sqlite::insert_api_key(connection_, key); });
}

Result<std::optional<RememberedAnswer>> SqliteWriteTransaction::find_answer(std::string_view org_id,
                                                                            std::string_view key) {
  return read_answer(connection_, org_id, key);
}

Result<void> SqliteWriteTransaction::remember_answer(std::string_view org_id, std::string_view key,
                                                     const RememberedAnswer& answer, Timestamp now) {
  return guard_.run([&] { return insert_answer(connection_, org_id, key, answer, now); });
}

Result<void> SqliteWriteTransaction::forget_answers_before(Timestamp time) {
  return guard_.run([&] { return delete_answers_before(connection_, time); });
}

Result<void> SqliteWriteTransaction::insert_missing(const service::MovedTable& table,
                                                    std::span<const service::TableRow> rows) {
  return storage::insert_missing(SharedWritings(connection_, guard_), table, rows);
}

Result<void> SqliteWriteTransaction::nested(const std::function<Result<void>()>& step) {
  return guard_.run([&] { return with_savepoint(connection_, step); });
}

}  // namespace ratestack::sqlite
