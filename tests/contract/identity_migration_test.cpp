// What 0003_identity makes of an installation from before it, on both databases.
#include <gtest/gtest.h>

#include <fstream>

#include "native/storage/postgres/migrations.hpp"
#include "native/storage/sqlite/migrations.hpp"
#include "tests/contract/identity_site.hpp"
#include "tests/support/postgres_database.hpp"
#include "tests/support/sqlite_file.hpp"

namespace ratestack::contract {
namespace {

constexpr std::size_t kBefore = 2;  // migrations

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

TEST(IdentityMigration, CarriesAccountsOverInSqlite) {
  testing::TempDir directory;
  const auto file = directory.path() / "store.db";
  std::ofstream(file).flush();
  {
    const auto connection = std::move(sqlite::Connection::open(file, {}).value());
    ASSERT_TRUE(sqlite::apply_migrations(*connection, sqlite::embedded_migrations().first(kBefore)));
  }
  ASSERT_EQ(testing::RawSqlite(file).run(accounts_of_before("zeroblob(32)")), "");
  ASSERT_TRUE(sqlite::migrate(file));
  expect_carried_over(*sqlite::SqliteStore::open(file).value());
}

TEST(IdentityMigration, CarriesAccountsOverInPostgres) {
  const testing::PostgresDatabase database(testing::Schema::empty);
  {
    postgres::SessionOptions options;
    options.session = postgres::Session::writing;
    const auto deadline = postgres::Deadline::in(std::chrono::seconds(10));
    const auto owner = database.target("ratestack_owner");
    const auto connection = std::move(postgres::Connection::open(owner, options, deadline).value());
    ASSERT_TRUE(postgres::apply_migrations(*connection, postgres::embedded_migrations().first(kBefore),
                                           "ratestack_server", deadline));
  }
  ASSERT_EQ(database.as("ratestack_owner").run(accounts_of_before("decode(repeat('00', 32), 'hex')")), "");
  ASSERT_TRUE(postgres::migrate(database.target("ratestack_owner"), "ratestack_server"));
  expect_carried_over(*database.open());
}

}  // namespace
}  // namespace ratestack::contract
