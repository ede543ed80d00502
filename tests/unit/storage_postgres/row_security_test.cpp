// The second wall between tenants, tried as the server's role tries it when a query has forgotten its WHERE.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/postgres_database.hpp"
#include "tests/unit/storage_postgres/appending.hpp"

namespace ratestack::postgres {
namespace {

using ::testing::HasSubstr;
using testing::PostgresDatabase;
using testing::RawPostgres;
using testing::test_org;

class RowSecurity : public ::testing::Test {
 protected:
  RowSecurity() {
    const auto store = database_.open();
    for (int org : {0, 1}) {
      EXPECT_TRUE(testing::append(*store, 2 + static_cast<std::size_t>(org), org));
      EXPECT_TRUE(
          store->transact([&](service::WriteTransaction& transaction) { return insert_records(transaction, org); }));
    }
  }
  static Result<void> insert_records(service::WriteTransaction& transaction, int n) {
    const Timestamp now = Timestamp::from_micros(1);
    const std::string digit = std::to_string(n);
    const auto user = UserId::parse("usr_0000000000000000000000000" + digit).value();
    const auto key = KeyId::parse("key_0000000000000000000000000" + digit).value();
    if (auto done = transaction.insert_org({test_org(n), OrgType::originator, "L", now}); !done) return done;
    if (auto done = transaction.insert_user({user, test_org(n), digit + "@x.example", "h", now}); !done) return done;
    if (auto done = transaction.insert_api_key({key, test_org(n), "k", {}, {}, now, {}, {}}); !done) return done;
    const auto secret = SecretId::parse("sec_0000000000000000000000000" + digit).value();
    const service::SecretName name{test_org(n), service::SecretKind::imap, "main"};
    if (auto done = transaction.secrets().insert({secret, name, "rs1.", "f", now, now}); !done) return done;
    const service::QuarantinedRow broken{"secrets", "value", secret.text(), test_org(n).text(), "tampered", now};
    if (auto noted = transaction.secrets().quarantine({&broken, 1}); !noted) return noted.error();
    if (auto done = insert_identity(transaction.identity(), n, digit); !done) return done;
    return transaction.remember_answer(test_org(n).view(), "key", {{}, 201, "{}"}, now);
  }
  // A row in each table of identity; the servers' keys are the platform's alone.
  static Result<void> insert_identity(service::IdentityWriter& identity, int n, const std::string& digit) {
    const Timestamp now = Timestamp::from_micros(1);
    const std::string number = "0000000000000000000000000" + digit;
    const auto user = UserId::parse("usr_" + number).value();
    const auto session = SessionId::parse("ses_" + number).value();
    const auto factor = FactorId::parse("mfa_" + number).value();
    const auto passkey = PasskeyId::parse("pky_" + number).value();
    const auto key = ServerKeyId::parse("srv_" + number).value();
    Digest hash;
    hash.bytes[0] = static_cast<std::uint8_t>(n);
    const OrgId org = test_org(n);
    if (auto done = identity.put_member({org, user, {}, now}); !done) return done;
    if (auto done = identity.change_password(user, "other", now); !done) return done;
    if (auto done = identity.insert_session({session, org, user, hash, {}, now, now, now, now}, std::nullopt); !done)
      return done;
    if (auto done = identity.put_upstream_token(session, org, "rs1."); !done) return done;
    if (auto done = identity.put_totp({factor, org, user, "rs1.", now}); !done) return done;
    if (auto done = identity.put_recovery_codes(user, org, {&hash, 1}, now); !done) return done;
    if (auto done = identity.insert_passkey({passkey, org, user, digit, "point", 0, "", now}, 1); !done)
      return done.error();
    if (auto done = identity.insert_oidc_account({"issuer", digit, "google", org, user, now}); !done) return done;
    return identity.insert_server_key({key, "test", "rs1.", "", now, now});
  }
  /// The server's role, reading for `scope`; nobody at all where it is empty.
  RawPostgres server(const std::string& scope) {
    RawPostgres session = database_.as("ratestack_server");
    const std::string set = scope.empty() ? "SELECT 1" : "SET ratestack.org_id = '" + scope + "'";
    EXPECT_EQ(session.run(set), "");
    return session;
  }

  PostgresDatabase database_;
};

constexpr const char* kTables[] = {
    "common_audit_log", "audit_org_heads",   "users",          "api_keys",         "idempotent_answers",
    "secrets",          "secret_quarantine", "org_members",    "password_history", "sessions",
    "upstream_tokens",  "totp_factors",      "recovery_codes", "passkeys",         "oidc_accounts"};

TEST_F(RowSecurity, ASessionThatSaysNothingSeesNothing) {
  for (const char* table : kTables) {
    EXPECT_EQ(server("").query(std::string("SELECT count(*) FROM ") + table), "0") << table;
  }
}

TEST_F(RowSecurity, ASessionOfOneOrganisationSeesItsRowsAlone) {
  auto session = server(test_org(1).text());
  for (const char* table : kTables) {
    const bool of_log = std::string_view(table) == "common_audit_log";
    EXPECT_EQ(session.query(std::string("SELECT count(*) FROM ") + table), of_log ? "3" : "1") << table;
  }
  EXPECT_EQ(
      session.query("SELECT count(*) FROM common_audit_log WHERE acting_as_org_id = '" + test_org(0).text() + "'"),
      "0");
}

TEST_F(RowSecurity, ThePlatformSeesEverything) {
  EXPECT_EQ(server("*").query("SELECT count(*) FROM common_audit_log"), "5");
  EXPECT_EQ(server("*").query("SELECT count(*) FROM sessions"), "2");
}

TEST_F(RowSecurity, TheServersKeysAreNoOrganisations) {
  EXPECT_EQ(server("").query("SELECT count(*) FROM server_keys"), "0");
  EXPECT_EQ(server(test_org(1).text()).query("SELECT count(*) FROM server_keys"), "0");
  EXPECT_EQ(server("*").query("SELECT count(*) FROM server_keys"), "2");
}

TEST_F(RowSecurity, ASessionOfOneOrganisationCannotWriteForAnother) {
  auto session = server(test_org(1).text());
  EXPECT_THAT(session.run("INSERT INTO api_keys SELECT 'key_x', '" + test_org(0).text() +
                          "', name, secret_hash, capabilities, created_at, NULL, NULL FROM api_keys"),
              HasSubstr("row-level security"));
  EXPECT_EQ(session.run("UPDATE secrets SET value = 'mine'"), "");
  EXPECT_EQ(server("*").query("SELECT count(*) FROM secrets WHERE value = 'mine'"), "1");
  EXPECT_THAT(session.run("UPDATE sessions SET org_id = '" + test_org(0).text() + "'"),
              HasSubstr("row-level security"));
  EXPECT_EQ(session.run("UPDATE sessions SET revoked_at = 1"), "");
  EXPECT_EQ(server("*").query("SELECT count(*) FROM sessions WHERE revoked_at = 1"), "1");
  EXPECT_EQ(session.run("DELETE FROM idempotent_answers"), "");
  EXPECT_EQ(server("*").query("SELECT count(*) FROM idempotent_answers"), "1");
  EXPECT_EQ(session.run("UPDATE audit_org_heads SET seq = 99"), "");
  EXPECT_EQ(server("*").query("SELECT count(*) FROM audit_org_heads WHERE seq = 99"), "1");
}

// A grant stands between two organisations: both see it, and only the one that gives writes it.
class GrantSecurity : public RowSecurity {
 protected:
  GrantSecurity() {
    const auto store = database_.open();
    const Timestamp now = Timestamp::from_micros(1);
    EXPECT_TRUE(store->transact([&](service::WriteTransaction& transaction) -> Result<void> {
      if (auto done = transaction.insert_org({test_org(2), OrgType::originator, "L", now}); !done) return done;
      return transaction.authorization().insert_grant({GrantId::parse("grant_00000000000000000000000001").value(),
                                                       test_org(0), test_org(1), std::nullopt,
                                                       "usr_00000000000000000000000000", CapabilitySet(), now, now});
    }));
  }
  std::string seen(const std::string& scope) { return server(scope).query("SELECT count(*) FROM delegation_grants"); }
  static std::string insert_of(const OrgId& grantor) {
    return "INSERT INTO delegation_grants SELECT 'grant_x', '" + grantor.text() +
           "', grantee_org_id, NULL, granted_by, capabilities, 1, 1, NULL, NULL FROM delegation_grants";
  }
};

TEST_F(GrantSecurity, BothEndsSeeAGrantAndNobodyElse) {
  EXPECT_EQ(seen(test_org(0).text()), "1");
  EXPECT_EQ(seen(test_org(1).text()), "1");
  EXPECT_EQ(seen(test_org(2).text()), "0");
  EXPECT_EQ(seen(""), "0");
  EXPECT_EQ(seen("*"), "1");
}

TEST_F(GrantSecurity, OnlyTheGrantorWrites) {
  auto grantee = server(test_org(1).text()), grantor = server(test_org(0).text());
  EXPECT_THAT(grantee.run(insert_of(test_org(0))), HasSubstr("row-level security"));
  EXPECT_THAT(grantee.run("UPDATE delegation_grants SET revoked_at = 1"), HasSubstr("row-level security"));
  EXPECT_EQ(server(test_org(2).text()).run("UPDATE delegation_grants SET revoked_at = 1"), "");
  EXPECT_EQ(server("*").query("SELECT count(*) FROM delegation_grants WHERE revoked_at = 1"), "0");
  EXPECT_EQ(grantor.run("UPDATE delegation_grants SET revoked_at = 1"), "");
  EXPECT_EQ(grantor.run(insert_of(test_org(0))), "");
  EXPECT_EQ(seen("*"), "2");
}

TEST_F(GrantSecurity, WhatWasGrantedStaysForWhoeverAsksLater) {
  for (const char* scope : {"*", "org_00000000000000000000000000"}) {
    auto session = server(scope);
    EXPECT_THAT(session.run("DELETE FROM delegation_grants"), HasSubstr("permission denied"));
    EXPECT_THAT(session.run("UPDATE delegation_grants SET capabilities = 'loan.read'"), HasSubstr("permission denied"));
    EXPECT_THAT(session.run("UPDATE delegation_grants SET expires_at = 9"), HasSubstr("permission denied"));
    EXPECT_THAT(session.run("UPDATE orgs SET type = 'PLATFORM'"), HasSubstr("permission denied"));
  }
}

TEST_F(RowSecurity, TheServersRoleCannotSwitchItOff) {
  EXPECT_THAT(server("").run("SET row_security = off; SELECT * FROM users"), HasSubstr("row-level security"));
  EXPECT_THAT(server("").run("ALTER TABLE users DISABLE ROW LEVEL SECURITY"), HasSubstr("must be owner"));
  EXPECT_THAT(server("").run("DROP POLICY users_of_org ON users"), HasSubstr("must be owner"));
}

// Every table with a column that names an organisation stands behind the wall: a new one cannot be forgotten.
TEST_F(RowSecurity, NoTableOfAnOrganisationIsLeftOut) {
  EXPECT_EQ(
      database_.as("postgres")
          .rows("SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relkind = 'r' AND "
                "c.relnamespace = 'public'::regnamespace AND a.attname IN ('org_id', 'acting_as_org_id', "
                "'grantor_org_id', "
                "'grantee_org_id', 'owner_org_id', 'lender_org_id', 'reader_org_id') AND NOT "
                "c.relrowsecurity"),
      std::vector<std::string>{});
}

TEST_F(RowSecurity, TheStoreReadsForWhomItIsAsked) {
  const auto store = database_.open();
  EXPECT_EQ(store->list_rows({.org_id = test_org(1).text()}, 10).value().size(), 3U);
  EXPECT_EQ(store->list_rows({}, 10).value().size(), 5U);
  EXPECT_EQ(store->org_head(test_org(0).view()).value().seq, 2U);
  EXPECT_EQ(store->list_rows({}, 10).value().size(), 5U);
}

}  // namespace
}  // namespace ratestack::postgres
