// What the migrations from 0003_identity on make of an installation from before them, on both databases.
#include <gtest/gtest.h>

#include <fstream>

#include "native/storage/postgres/migrations.hpp"
#include "native/storage/sqlite/migrations.hpp"
#include "tests/contract/lending_site.hpp"
#include "tests/support/postgres_database.hpp"
#include "tests/support/sqlite_file.hpp"

namespace ratestack::contract {
namespace {

constexpr std::size_t kBefore = 2;         // migrations
constexpr std::size_t kBeforeBackups = 3;  // likewise
constexpr std::size_t kBeforeGrants = 4;
constexpr std::size_t kBeforeLending = 5;

std::string user_row(int user, int org, int created_at) {
  return "('" + test_user(user).text() + "', '" + test_org(org).text() + "', '" + std::to_string(user) +
         "@example.com', 'hash', " + std::to_string(created_at) + ")";
}

// Organisation 0 is the platform.
std::string accounts_of_before(const std::string& hash) {
  return "INSERT INTO orgs VALUES ('" + test_org(0).text() + "', 'PLATFORM', 'ours', 1), ('" + test_org(1).text() +
         "', 'INVESTOR', 'theirs', 2); INSERT INTO users VALUES " + user_row(1, 0, 11) + ", " + user_row(2, 1, 12) +
         "; INSERT INTO api_keys VALUES ('" + test_key_id(1).text() + "', '" + test_org(1).text() + "', 'k', " + hash +
         ", '', 3, NULL, NULL)";
}

void expect_member(service::Store& store, int user, int org, Role role) {
  const auto memberships = store.identity().memberships(test_user(user)).value();
  ASSERT_EQ(memberships.size(), 1U);
  EXPECT_EQ(memberships[0].org_id, test_org(org));
  EXPECT_EQ(memberships[0].roles, RoleSet().with(role));
}

void expect_carried_over(service::Store& store) {
  expect_member(store, 1, 0, Role::super_admin);
  expect_member(store, 2, 1, Role::org_admin);
  const auto members = store.read_table(service::kMovedTables[0], {}, 10).value();
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[0][3], service::Cell{std::int64_t{11}});  // as long as they are users
  const auto user = store.identity().find_user(test_user(2)).value().value();
  EXPECT_EQ(user.name, "");
  EXPECT_FALSE(user.disabled_at);
  EXPECT_EQ(user.password_set_at, Timestamp::from_micros(12));
  EXPECT_FALSE(store.find_api_key(test_key_id(1)).value().value().last_used_at);
}

// A passkey of user 1.
std::string passkey_of_before() {
  return "INSERT INTO orgs VALUES ('" + test_org(0).text() +
         "', 'PLATFORM', 'ours', 1); INSERT INTO users (id, org_id, email, password_hash, created_at, name, "
         "password_set_at) VALUES ('" +
         test_user(1).text() + "', '" + test_org(0).text() + "', 'a@example.com', 'hash', 1, '', 1); " +
         "INSERT INTO passkeys (id, org_id, user_id, credential_id, public_key, sign_count, name, created_at) VALUES "
         "('" +
         numbered<PasskeyId>("pky_", 1).text() + "', '" + test_org(0).text() + "', '" + test_user(1).text() +
         "', 'credential', 'point', 5, 'Laptop', 7)";
}

void expect_backup_unknown(service::Store& store) {
  const auto passkeys = store.identity().passkeys(test_user(1)).value();
  ASSERT_EQ(passkeys.size(), 1U);
  EXPECT_EQ(passkeys[0].sign_count, 5U);
  EXPECT_EQ(passkeys[0].backup_eligible, std::nullopt);
}

// Of 0004 or later: two organisations, and the administrator of each.
std::string organisations_of_before() {
  const auto add = [](int n, const std::string& type) {
    const std::string org = "'" + test_org(n).text() + "'", user = "'" + test_user(n).text() + "'";
    return "INSERT INTO orgs (id, type, name, created_at) VALUES (" + org + ", '" + type +
           "', 'name', 1); INSERT INTO users VALUES (" + user + ", " + org + ", '" + std::to_string(n) +
           "@example.com', 'hash', 1, '', NULL, 1); " + "INSERT INTO org_members VALUES (" + org + ", " + user +
           ", 'ORG_ADMIN', 1); ";
  };
  return add(1, "INVESTOR") + add(2, "ORIGINATOR");
}

// All that they could do they can do as before, and nothing has been granted.
void expect_nothing_taken_or_granted(service::Store& store) {
  const auto org = store.find_org(test_org(1)).value().value();
  EXPECT_EQ(org.enabled, std::nullopt);
  EXPECT_EQ(org.disabled_at, std::nullopt);
  const auto facts = store.authorization().facts_for(test_user(1), at(0)).value().value();
  ASSERT_EQ(facts.memberships.size(), 1U);
  EXPECT_EQ(policy_of(facts.memberships[0]).enabled, ceiling(OrgType::investor));
  EXPECT_TRUE(facts.grants.empty());
}

// The server's role may do what came with the tables.
void expect_grants_work(service::Store& store) {
  const service::DelegationGrant grant{
      numbered<GrantId>("grant_", 1), test_org(1), test_org(2), {}, test_user(1).text(), {}, at(0), at(9)};
  const auto done = store.transact([&](service::WriteTransaction& t) -> Result<void> {
    if (auto set = t.authorization().set_org_enabled(test_org(1), CapabilitySet()); !set) return set;
    return t.authorization().insert_grant(grant);
  });
  ASSERT_TRUE(done) << done.error().message();
  EXPECT_EQ(store.find_org(test_org(1)).value().value().enabled, CapabilitySet());
  EXPECT_EQ(store.authorization().live_grants(test_user(2), at(1)).value().size(), 1U);
}

void expect_authorization(service::Store& store) {
  expect_nothing_taken_or_granted(store);
  expect_grants_work(store);
}

// Of 0005: two organisations, one of which has enabled something, and a grant between them.
std::string grant_of_before() {
  return organisations_of_before() + "UPDATE orgs SET capabilities = 'loan.read' WHERE id = '" + test_org(1).text() +
         "'; INSERT INTO delegation_grants VALUES ('" + numbered<GrantId>("grant_", 1).text() + "', '" +
         test_org(1).text() + "', '" + test_org(2).text() + "', NULL, '" + test_user(1).text() +
         "', 'loan.read', 1, 9223372036854775807, NULL, NULL)";
}

// What was there is there, and the server's role may do what came with the tables.
void expect_lending(service::Store& store) {
  EXPECT_EQ(store.find_org(test_org(1)).value().value().enabled, CapabilitySet().with(Capability::loan_read));
  EXPECT_EQ(store.authorization().live_grants(test_user(2), at(1)).value().size(), 1U);
  EXPECT_TRUE(store.lending().loans(test_org(1), {"", 9}).value().empty());
  const auto done =
      store.transact([](service::WriteTransaction& transaction) { return insert_lending(transaction.lending()); });
  ASSERT_TRUE(done) << done.error().message();
  EXPECT_EQ(store.lending().loans(test_org(2), {"", 9}).value().size(), 1U);
  EXPECT_EQ(store.lending().products_in_force(test_org(1)).value().size(), 1U);
}

void expect_migrated_sqlite(std::size_t from, const std::string& rows, void (*expect)(service::Store&)) {
  testing::TempDir directory;
  const auto file = directory.path() / "store.db";
  std::ofstream(file).flush();
  {
    const auto connection = std::move(sqlite::Connection::open(file, {}).value());
    ASSERT_TRUE(sqlite::apply_migrations(*connection, sqlite::embedded_migrations().first(from)));
  }
  ASSERT_EQ(testing::RawSqlite(file).run(rows), "");
  ASSERT_TRUE(sqlite::migrate(file));
  expect(*sqlite::SqliteStore::open(file).value());
}

TEST(IdentityMigration, CarriesAccountsOverInSqlite) {
  expect_migrated_sqlite(kBefore, accounts_of_before("zeroblob(32)"), expect_carried_over);
}

TEST(IdentityMigration, CarriesPasskeysOverInSqlite) {
  expect_migrated_sqlite(kBeforeBackups, passkey_of_before(), expect_backup_unknown);
}

TEST(IdentityMigration, LeavesOrganisationsTheirCapabilitiesInSqlite) {
  expect_migrated_sqlite(kBeforeGrants, organisations_of_before(), expect_authorization);
}

TEST(IdentityMigration, BringsLendingToSqlite) {
  expect_migrated_sqlite(kBeforeLending, grant_of_before(), expect_lending);
}

void expect_migrated_postgres(std::size_t from, const std::string& rows, void (*expect)(service::Store&)) {
  const testing::PostgresDatabase database(testing::Schema::empty);
  {
    postgres::SessionOptions options;
    options.session = postgres::Session::writing;
    const auto deadline = postgres::Deadline::in(std::chrono::seconds(10));
    const auto owner = database.target("ratestack_owner");
    const auto connection = std::move(postgres::Connection::open(owner, options, deadline).value());
    ASSERT_TRUE(postgres::apply_migrations(*connection, postgres::embedded_migrations().first(from), "ratestack_server",
                                           deadline));
  }
  ASSERT_EQ(database.as("ratestack_owner").run(rows), "");
  ASSERT_TRUE(postgres::migrate(database.target("ratestack_owner"), "ratestack_server"));
  expect(*database.open());
}

TEST(IdentityMigration, CarriesAccountsOverInPostgres) {
  expect_migrated_postgres(kBefore, accounts_of_before("decode(repeat('00', 32), 'hex')"), expect_carried_over);
}

TEST(IdentityMigration, CarriesPasskeysOverInPostgres) {
  expect_migrated_postgres(kBeforeBackups, passkey_of_before(), expect_backup_unknown);
}

TEST(IdentityMigration, BringsLendingToPostgres) {
  expect_migrated_postgres(kBeforeLending, grant_of_before(), expect_lending);
}

TEST(IdentityMigration, LeavesOrganisationsTheirCapabilitiesInPostgres) {
  expect_migrated_postgres(kBeforeGrants, organisations_of_before(), expect_authorization);
}

}  // namespace
}  // namespace ratestack::contract
