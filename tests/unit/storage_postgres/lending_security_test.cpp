// The second wall between tenants around lending: what the server's role sees and writes for one organisation, tried as
// a query tries it that has forgotten its WHERE.
#include <gmock/gmock.h>

#include "tests/contract/lending_site.hpp"
#include "tests/support/postgres_database.hpp"

namespace ratestack::postgres {
namespace {

using ::testing::HasSubstr;
using namespace contract;  // NOLINT(google-build-using-namespace): the records that its suites are about
using testing::RawPostgres;
using testing::test_org;

constexpr const char* kTables[] = {
    "loans",      "loan_shares",    "rate_sheets",    "products_in_force",    "sheet_readers",
    "rate_locks", "loan_documents", "document_parts", "webhook_subscriptions"};

// Loan 1 of organisation 1, nothing shared or offered until a test does.
class LendingSecurity : public ::testing::Test {
 protected:
  LendingSecurity() {
    EXPECT_TRUE(store_->transact([](service::WriteTransaction& t) -> Result<void> {
      for (int n = 1; n < 4; ++n) {
        if (auto done = t.insert_org({test_org(n), OrgType::originator, "L", at(0)}); !done) return done;
      }
      return insert_lending(t.lending());
    }));
    execute("DELETE FROM loan_shares");
    execute("DELETE FROM sheet_readers");
  }
  void execute(const std::string& sql) { EXPECT_EQ(database_.as("postgres").run(sql), ""); }
  /// The server's role, reading for `scope`; nobody at all where it is empty.
  RawPostgres server(const std::string& scope) {
    RawPostgres session = database_.as("ratestack_server");
    const std::string set = scope.empty() ? "SELECT 1" : "SET ratestack.org_id = '" + scope + "'";
    EXPECT_EQ(session.run(set), "");
    return session;
  }
  RawPostgres of(int org) { return server(test_org(org).text()); }
  /// "table count" of those in which the session sees a row.
  static std::string seen(RawPostgres session) {
    std::string seen;
    for (const char* table : kTables) {
      const std::string count = session.query(std::string("SELECT count(*) FROM ") + table);
      if (count != "0") seen += (seen.empty() ? "" : ", ") + std::string(table) + ' ' + count;
    }
    return seen;
  }
  void share(int org) {
    EXPECT_TRUE(store_->transact([&](service::WriteTransaction& t) -> Result<void> {
      const auto shared = t.lending().share_loan({test_loan_id(1), test_org(1), test_org(org), "usr", at(9)});
      return shared ? Result<void>() : shared.error();
    }));
  }
  void offer(int org) {
    const OrgId reader = test_org(org);
    EXPECT_TRUE(store_->transact([&](service::WriteTransaction& t) {
      return t.lending().set_sheet_readers(test_org(2), {&reader, 1}, at(9));
    }));
  }

  testing::PostgresDatabase database_;
  std::unique_ptr<PostgresStore> store_ = database_.open();
};

TEST_F(LendingSecurity, ASessionThatSaysNothingSeesNothing) {
  share(3);
  offer(3);
  EXPECT_EQ(seen(server("")), "");
}

TEST_F(LendingSecurity, AnOrganisationSeesItsOwnRowsAndBothEndsALock) {
  EXPECT_EQ(seen(of(1)), "loans 1, rate_locks 1, loan_documents 1, document_parts 2, webhook_subscriptions 1");
  EXPECT_EQ(seen(of(2)), "rate_sheets 1, products_in_force 1, rate_locks 1");
  EXPECT_EQ(seen(of(3)), "");
}

TEST_F(LendingSecurity, ThePlatformSeesEverything) {
  share(3);
  offer(3);
  EXPECT_EQ(seen(server("*")),
            "loans 1, loan_shares 1, rate_sheets 1, products_in_force 1, sheet_readers 1, rate_locks 1, "
            "loan_documents 1, document_parts 2, webhook_subscriptions 1");
}

TEST_F(LendingSecurity, WhoALoanIsSharedWithSeesTheLoanAndNothingOfItsDocuments) {
  share(3);
  EXPECT_EQ(seen(of(3)), "loans 1, loan_shares 1");
  EXPECT_EQ(of(2).query("SELECT count(*) FROM loan_shares"), "0");
  execute("UPDATE loan_documents SET delivered_by_org_id = '" + test_org(3).text() + "'");
  EXPECT_EQ(seen(of(3)), "loans 1, loan_shares 1, loan_documents 1");
}

TEST_F(LendingSecurity, WhoIsOfferedSheetsSeesThoseInForceAlone) {
  offer(3);
  EXPECT_EQ(seen(of(3)), "rate_sheets 1, products_in_force 1, sheet_readers 1");
  EXPECT_EQ(of(1).query("SELECT count(*) FROM sheet_readers"), "0");
  ASSERT_TRUE(store_->transact([](service::WriteTransaction& t) -> Result<void> {
    if (auto done = t.lending().insert_sheet(test_sheet(2, {"CONF30"}), "csv"); !done) return done;
    return t.lending().insert_sheet(test_sheet(3, {"ARM5"}), "csv");
  }));
  EXPECT_EQ(of(2).query("SELECT count(*) FROM rate_sheets"), "3");
  EXPECT_EQ(of(3).query("SELECT count(*) FROM rate_sheets"), "1");  // no draft
  ASSERT_TRUE(store_->transact([](service::WriteTransaction& t) {
    return t.lending().activate_sheet(test_sheet(2, {"CONF30"}), "usr", at(9));
  }));
  EXPECT_EQ(of(3).query("SELECT count(*) FROM rate_sheets"), "1");
  EXPECT_EQ(of(3).query("SELECT id FROM rate_sheets"), test_sheet_id(2).text());  // not what it has superseded
}

TEST_F(LendingSecurity, WhatIsOnlySeenIsNotWritten) {
  share(3);
  offer(3);
  auto session = of(3);
  EXPECT_EQ(session.run("UPDATE loans SET status = 'denied'"), "");
  EXPECT_EQ(session.run("UPDATE rate_sheets SET activated_by = 'me'"), "");
  EXPECT_EQ(session.run("UPDATE products_in_force SET sheet_id = 'rs_other'"), "");
  EXPECT_EQ(session.run("DELETE FROM loan_shares"), "");
  EXPECT_EQ(session.run("DELETE FROM sheet_readers"), "");
  EXPECT_EQ(session.run("DELETE FROM webhook_subscriptions"), "");
  auto all = server("*");
  EXPECT_EQ(all.query("SELECT count(*) FROM loans WHERE status = 'denied'"), "0");
  EXPECT_EQ(all.query("SELECT count(*) FROM rate_sheets WHERE activated_by = 'me'"), "0");
  EXPECT_EQ(all.query("SELECT count(*) FROM products_in_force WHERE sheet_id = 'rs_other'"), "0");
  EXPECT_EQ(all.query("SELECT count(*) FROM loan_shares"), "1");
  EXPECT_EQ(all.query("SELECT count(*) FROM sheet_readers"), "1");
  EXPECT_EQ(all.query("SELECT count(*) FROM webhook_subscriptions"), "1");
}

// The same statements of who owns them, or those above would prove nothing.
TEST_F(LendingSecurity, AnOwnerWrites) {
  share(3);
  offer(3);
  EXPECT_EQ(of(1).query("UPDATE loans SET status = 'denied' RETURNING 1"), "1");
  EXPECT_EQ(of(2).query("UPDATE rate_sheets SET activated_by = 'me' RETURNING 1"), "1");
  EXPECT_EQ(of(2).query("UPDATE products_in_force SET sheet_id = sheet_id RETURNING 1"), "1");
  EXPECT_EQ(of(1).query("DELETE FROM loan_shares RETURNING 1"), "1");
  EXPECT_EQ(of(2).query("DELETE FROM sheet_readers RETURNING 1"), "1");
  EXPECT_EQ(of(1).query("DELETE FROM webhook_subscriptions RETURNING 1"), "1");
}

TEST_F(LendingSecurity, NobodyHelpsThemselvesToARowOfAnother) {
  auto session = of(3);
  const std::string me = "'" + test_org(3).text() + "'", other = "'" + test_org(1).text() + "'",
                    lender = "'" + test_org(2).text() + "'", loan = "'" + test_loan_id(1).text() + "'";
  for (const std::string& sql : {
           "INSERT INTO loan_shares VALUES (" + loan + ", " + me + ", " + other + ", 'me', 1)",
           "INSERT INTO sheet_readers VALUES (" + lender + ", " + me + ", 1)",
           "INSERT INTO products_in_force VALUES (" + lender + ", 'X', 'rs_x')",
           "INSERT INTO webhook_subscriptions (id, org_id, url, events, secret, created_by, created_at) VALUES ('w', " +
               other + ", 'u', '', '', 'me', 1)",
           "INSERT INTO document_parts (id, org_id, document_id, place, content) VALUES ('p', " + other +
               ", 'd', 0, '')",
       }) {
    EXPECT_THAT(session.run(sql), HasSubstr("row-level security")) << sql;
  }
}

// Not even for the platform: what a loan, a sheet or a lock is about stays as it was.
TEST_F(LendingSecurity, TheServersRoleUpdatesNoOtherColumns) {
  auto session = server("*");
  for (const char* sql : {
           "UPDATE loans SET org_id = 'x'",
           "UPDATE loans SET external_id = 'x'",
           "UPDATE loans SET created_at = 1",
           "DELETE FROM loans",
           "UPDATE loan_shares SET org_id = 'x'",
           "UPDATE rate_sheets SET csv = 'x'",
           "UPDATE rate_sheets SET digest = ''",
           "UPDATE rate_sheets SET products = 'x'",
           "DELETE FROM rate_sheets",
           "UPDATE products_in_force SET product = 'x'",
           "DELETE FROM products_in_force",
           "UPDATE sheet_readers SET reader_org_id = 'x'",
           "UPDATE rate_locks SET evidence = '{}'",
           "UPDATE rate_locks SET rate = 1",
           "UPDATE rate_locks SET requested_at = 1",
           "UPDATE rate_locks SET sheet_id = 'x'",
           "DELETE FROM rate_locks",
           "UPDATE loan_documents SET digest = ''",
           "DELETE FROM loan_documents",
           "UPDATE document_parts SET place = 1",
           "DELETE FROM document_parts",
           "UPDATE webhook_subscriptions SET url = 'x'",
       }) {
    EXPECT_THAT(session.run(sql), HasSubstr("permission denied")) << sql;
  }
}

}  // namespace
}  // namespace ratestack::postgres
