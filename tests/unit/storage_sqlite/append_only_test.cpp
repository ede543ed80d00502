// The database itself keeps the log append-only: a plain connection, with none of the server's code, is refused.
#include <gtest/gtest.h>

#include "native/service/chain_placer.hpp"
#include "tests/support/log_builder.hpp"
#include "tests/support/redacted_events.hpp"
#include "tests/support/sqlite_file.hpp"

namespace ratestack::sqlite {
namespace {

using testing::RawSqlite;
using testing::SqliteFile;

class AppendOnly : public ::testing::Test {
 protected:
  AppendOnly() {
    EXPECT_TRUE(file_.store().transact([](service::WriteTransaction& transaction) -> Result<void> {
      auto events = testing::redacted({3, testing::test_event(testing::test_org(0))});
      auto placer = service::ChainPlacer::begin(transaction).value();
      placer.accept(placer.place(events).value());
      return placer.flush();
    }));
  }
  std::string attempt(const std::string& sql) { return RawSqlite(file_.path()).run(sql); }
  static std::string insert(const std::string& id, const std::string& previous, const std::string& verb = "INSERT") {
    return verb +
           " INTO common_audit_log (id, previous_hash, entry_hash, row, acting_as_org_id, org_seq, actor_id, action, "
           "correlation_id, occurred_at) VALUES (" +
           id + ", " + previous + ", zeroblob(32), '{}', 'org_x', 1, 'a', 'B', 'c', 0)";
  }

  SqliteFile file_;
};

constexpr const char* kHead = "(SELECT entry_hash FROM common_audit_log WHERE id = 3)";

TEST_F(AppendOnly, RefusesUpdate) {
  EXPECT_EQ(attempt("UPDATE common_audit_log SET row = '{}' WHERE id = 2"),
            "common_audit_log is append-only: UPDATE refused");
}

TEST_F(AppendOnly, RefusesDelete) {
  EXPECT_EQ(attempt("DELETE FROM common_audit_log WHERE id = 3"), "common_audit_log is append-only: DELETE refused");
  EXPECT_EQ(attempt("DELETE FROM common_audit_log"), "common_audit_log is append-only: DELETE refused");
}

TEST_F(AppendOnly, RefusesReplaceWhichWouldDelete) {
  const std::string second = "(SELECT previous_hash FROM common_audit_log WHERE id = 3)";
  EXPECT_NE(attempt(insert("3", second, "REPLACE")), "");
  EXPECT_NE(attempt(insert("3", second, "INSERT OR REPLACE")), "");
  EXPECT_EQ(RawSqlite(file_.path()).query("SELECT row = '{}' FROM common_audit_log WHERE id = 3"), "0");
}

TEST_F(AppendOnly, RefusesUpsert) {
  EXPECT_NE(attempt(insert("3", kHead) + " ON CONFLICT DO UPDATE SET row = '{}'"), "");
}

TEST_F(AppendOnly, RefusesARowThatDoesNotContinueTheLast) {
  EXPECT_EQ(attempt(insert("4", "zeroblob(32)")), "common_audit_log: a row must continue the row before it");
  EXPECT_EQ(attempt(insert("5", kHead)), "common_audit_log: a row must continue the row before it");
  EXPECT_EQ(attempt(insert("NULL", "zeroblob(32)")), "common_audit_log: a row must continue the row before it");
}

TEST_F(AppendOnly, AcceptsTheRowThatContinuesTheLast) { EXPECT_EQ(attempt(insert("4", kHead)), ""); }

TEST_F(AppendOnly, RefusesHashesOfAnotherShape) {
  EXPECT_NE(attempt(insert("4", "'abc'")), "");
  EXPECT_NE(attempt(insert("4", "zeroblob(31)")), "");
}

}  // namespace
}  // namespace ratestack::sqlite
