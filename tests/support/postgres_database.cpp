#include "tests/support/postgres_database.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>

namespace ratestack::testing {
namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string port() {
  std::ifstream file(postgres_directory() + "/port");
  std::string text;
  file >> text;
  return text;
}

std::string unused_name() {
  static std::atomic<int> count{0};
  return "t_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

}  // namespace

std::string postgres_directory() { return POSTGRES_TEST_DIR; }

std::string postgres_url(const std::string& role, const std::string& database) {
  return "postgresql://" + role + "@/" + database + "?host=" + postgres_directory() + "&port=" + port();
}

RawPostgres::RawPostgres(const std::string& role, const std::string& database)
    : connection_(PQconnectdb(postgres_url(role, database).c_str())) {
  EXPECT_EQ(PQstatus(connection_.get()), CONNECTION_OK)
      << PQerrorMessage(connection_.get()) << "is the test server running? tests/support/postgres_server.py start "
      << postgres_directory();
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
}

std::string RawPostgres::run(const std::string& sql) {
  const Result result(PQexec(connection_.get(), sql.c_str()), PQclear);
  const auto status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return "";
  const char* message = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY);
  return message == nullptr ? "the connection was lost" : message;
}

std::string RawPostgres::query(const std::string& sql) {
  const auto all = rows(sql);
  return all.empty() ? "" : all.front().substr(0, all.front().find('|'));
}

std::vector<std::string> RawPostgres::rows(const std::string& sql) {
  const Result result(PQexec(connection_.get(), sql.c_str()), PQclear);
  EXPECT_EQ(PQresultStatus(result.get()), PGRES_TUPLES_OK) << PQerrorMessage(connection_.get());
  std::vector<std::string> rows;
  for (int i = 0; i < PQntuples(result.get()); ++i) {
    std::string row;
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      if (column > 0) row += '|';
      row += PQgetvalue(result.get(), i, column);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

PostgresDatabase::PostgresDatabase(Schema schema) : name_(unused_name()) {
  EXPECT_EQ(RawPostgres("postgres", "postgres").run("CREATE DATABASE " + name_ + " OWNER ratestack_owner"), "");
  if (schema == Schema::empty) return;
  const auto migrated = postgres::migrate(target("ratestack_owner"), "ratestack_server");
  EXPECT_TRUE(migrated) << migrated.error().message();
}

PostgresDatabase::~PostgresDatabase() {
  RawPostgres("postgres", "postgres").run("DROP DATABASE " + name_ + " WITH (FORCE)");
}

postgres::Target PostgresDatabase::target(const std::string& role) const {
  return postgres::Target::parse(postgres_url(role, name_)).value();
}

std::unique_ptr<postgres::PostgresStore> PostgresDatabase::open(const postgres::PostgresOptions& options) const {
  auto store = postgres::PostgresStore::open(target(), options);
  EXPECT_TRUE(store) << store.error().message();
  return std::move(*store);
}

void PostgresDatabase::tamper(const std::string& sql) const {
  RawPostgres owner = as("ratestack_owner");
  EXPECT_EQ(owner.run("ALTER TABLE common_audit_log DISABLE TRIGGER USER; " + sql), "");
}

}  // namespace ratestack::testing
