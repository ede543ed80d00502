#include "native/storage/sqlite/write_transaction.hpp"

#include "native/storage/sqlite/account_tables.hpp"
#include "native/storage/sqlite/audit_tables.hpp"
#include "native/storage/sqlite/transaction.hpp"

namespace ratestack::sqlite {

using service::Heads;
using service::RememberedAnswer;

// A full disk can make SQLite roll the whole transaction back inside a statement. Writing on would then commit each
// statement by itself, so nothing is written any more.
Result<void> SqliteWriteTransaction::guarded(const std::function<Result<void>()>& write) {
  if (lost_) return *lost_;
  auto done = write();
  if (!done && !lost_ && !connection_.in_transaction()) lost_ = done.error();
  return done;
}

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
  return guarded([&] { return sqlite::append_rows(connection_, rows); });
}

Result<void> SqliteWriteTransaction::insert_org(const service::Org& org) {
  return guarded([&] { return sqlite::insert_org(connection_, org); });
}

Result<void> SqliteWriteTransaction::insert_user(const service::User& user) {
  return guarded([&] { return sqlite::insert_user(connection_, user); });
}

Result<void> SqliteWriteTransaction::insert_api_key(const service::ApiKey& key) {
  return guarded([&] { return sqlite::insert_api_key(connection_, key); });
}

Result<std::optional<RememberedAnswer>> SqliteWriteTransaction::find_answer(std::string_view org_id,
                                                                            std::string_view key) {
  return read_answer(connection_, org_id, key);
}

Result<void> SqliteWriteTransaction::remember_answer(std::string_view org_id, std::string_view key,
                                                     const RememberedAnswer& answer, Timestamp now) {
  return guarded([&] { return insert_answer(connection_, org_id, key, answer, now); });
}

Result<void> SqliteWriteTransaction::forget_answers_before(Timestamp time) {
  return guarded([&] { return delete_answers_before(connection_, time); });
}

Result<void> SqliteWriteTransaction::nested(const std::function<Result<void>()>& step) {
  return guarded([&] { return with_savepoint(connection_, step); });
}

}  // namespace ratestack::sqlite
