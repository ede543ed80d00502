// What goes wrong with a database server, and what the store makes of it: a word and a remedy, or another try.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <set>
#include <thread>

#include "native/service/audit_service.hpp"
#include "tests/support/postgres_database.hpp"
#include "tests/unit/storage_postgres/appending.hpp"

namespace ratestack::postgres {
namespace {

using service::StoreError;
using service::WriteTransaction;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using testing::PostgresDatabase;
using testing::RawPostgres;
using testing::Schema;
using testing::test_org;

boost::system::error_code code_of(StoreError error) { return make_error_code(error); }

Error open_error(const std::string& url) { return PostgresStore::open(Target::parse(url).value()).error(); }

struct Refusal {
  std::string name, url;
  StoreError error;
  std::string says;
};

TEST(PostgresRefusal, EachIsNamedAndSaysWhatToDo) {
  const PostgresDatabase database;
  const auto url = [&](const std::string& role) { return testing::postgres_url(role, database.name()); };
  RawPostgres("postgres", "postgres").run("CREATE ROLE few_connections LOGIN CONNECTION LIMIT 0");
  const std::vector<Refusal> refusals = {
      {"wrong password", url("with_password:wrong"), StoreError::access_denied, "password"},
      {"no password", url("with_password"), StoreError::access_denied, "DATABASE_URL"},
      {"no such role", url("nobody_of_that_name"), StoreError::access_denied, "CREATE ROLE"},
      {"rejected by pg_hba.conf", url("never_let_in"), StoreError::access_denied, "pg_hba.conf"},
      {"a role that may not log in", url("no_login"), StoreError::access_denied, "LOGIN"},
      {"no such database", testing::postgres_url("ratestack_server", "no_such"), StoreError::not_found,
       "CREATE DATABASE"},
      {"connection limit", url("few_connections"), StoreError::unavailable, "max_connections"},
      {"nobody listens", "postgresql://x@127.0.0.1:1/x", StoreError::unavailable, "is PostgreSQL running"},
      {"no such socket", "postgresql://x@/x?host=/nonexistent", StoreError::unavailable, "is PostgreSQL running"},
      {"no such host", "postgresql://x@host.invalid/x", StoreError::unavailable, "not known"},
      {"a role without rights", url("outsider"), StoreError::access_denied, "ratestack migrate"},
      {"the owner", url("ratestack_owner"), StoreError::access_denied, "could rewrite the log"},
      {"a superuser", url("postgres"), StoreError::access_denied, "could rewrite the log"}};
  for (const Refusal& refusal : refusals) {
    const Error error = open_error(refusal.url);
    EXPECT_EQ(error.code, code_of(refusal.error)) << refusal.name << ": " << error.message();
    EXPECT_THAT(error.context, HasSubstr(refusal.says)) << refusal.name;
  }
}

TEST(PostgresRefusal, ADatabaseWithoutSchemaIsBehind) {
  const PostgresDatabase database(Schema::empty);
  EXPECT_EQ(open_error(testing::postgres_url("ratestack_server", database.name())).code,
            code_of(StoreError::schema_behind));
}

TEST(PostgresRefusal, ADatabaseOfAnotherEncodingIsUnsupported) {
  RawPostgres admin("postgres", "postgres");
  ASSERT_EQ(admin.run("CREATE DATABASE t_latin ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"),
            "");
  const Error error = open_error(testing::postgres_url("ratestack_server", "t_latin"));
  EXPECT_EQ(error.code, code_of(StoreError::unsupported));
  EXPECT_THAT(error.context, HasSubstr("UTF8"));
  admin.run("DROP DATABASE t_latin WITH (FORCE)");
}

class PostgresFailure : public ::testing::Test {
 protected:
  PostgresFailure() : store_(database_.open(options())) {}
  static PostgresOptions options() {
    PostgresOptions options;
    options.read_deadline = milliseconds(600);
    options.write_deadline = milliseconds(4000);
    options.probe_deadline = milliseconds(300);
    options.stall_bound = milliseconds(400);
    return options;
  }
  RawPostgres admin() { return {"postgres", "postgres"}; }
  /// Ends every session of the store, as a restart does.
  void end_sessions() {
    admin().run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ratestack' AND datname = '" +
        database_.name() + "'");
  }
  /// Sends a signal to the server processes of the store.
  void signal_sessions(int signal) {
    for (const std::string& pid :
         admin().rows("SELECT pid FROM pg_stat_activity WHERE application_name = 'ratestack' AND "
                      "datname = '" +
                      database_.name() + "'")) {
      EXPECT_EQ(::kill(std::stoi(pid), signal), 0);
    }
  }

  PostgresDatabase database_;
  std::unique_ptr<PostgresStore> store_;
};

TEST_F(PostgresFailure, EndedSessionsAreReplacedUnnoticed) {
  ASSERT_TRUE(testing::append(*store_));
  ASSERT_TRUE(store_->log_head());
  end_sessions();
  EXPECT_EQ(store_->log_head().value().last_id, 1U);
  EXPECT_TRUE(testing::append(*store_));
  EXPECT_EQ(store_->log_head().value().last_id, 2U);
  EXPECT_GE(store_->counters().reconnects, 1U);
}

TEST_F(PostgresFailure, ASessionEndedInMidTransactionIsBegunAnew) {
  int runs = 0;
  const auto done = store_->transact([&](WriteTransaction& transaction) -> Result<void> {
    if (++runs == 1) {
      EXPECT_TRUE(transaction.heads({}));
      end_sessions();
    }
    return transaction.insert_org({test_org(1), OrgType::investor, "L", Timestamp::from_micros(1)});
  });
  ASSERT_FALSE(done);  // without rows nobody knows what became of a COMMIT that was sent into a closed connection
  EXPECT_EQ(done.error().code, code_of(StoreError::unavailable));
  EXPECT_FALSE(store_->find_org(test_org(1)).value().has_value());

  runs = 0;
  const auto events = testing::redacted({1, testing::test_event(test_org(0))});
  ASSERT_TRUE(store_->transact([&](WriteTransaction& transaction) -> Result<void> {
    auto placer = service::ChainPlacer::begin(transaction);
    if (!placer) return placer.error();
    if (++runs == 1) end_sessions();
    auto placement = placer->place(events);
    if (!placement) return placement.error();
    placer->accept(std::move(*placement));
    return placer->flush();
  }));
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(store_->log_head().value().last_id, 1U);
}

TEST_F(PostgresFailure, DeadlocksAreRetriedAndCounted) {
  admin().run("ALTER DATABASE " + database_.name() + " SET deadlock_timeout = '50ms'");
  end_sessions();
  const auto other = database_.open(options());
  const auto meet = [&](PostgresStore& mine, int first, int second, std::atomic<int>& waiting) {
    bool met = false;
    return mine.transact([&](WriteTransaction& transaction) -> Result<void> {
      const Timestamp now = Timestamp::from_micros(1);
      const auto one = transaction.remember_answer("org", std::to_string(first), {{}, 201, ""}, now);
      if (!one) return one;
      if (auto flushed = transaction.find_answer("org", "none"); !flushed) return flushed.error();
      if (!met) {
        met = true;
        for (++waiting; waiting < 2;) std::this_thread::yield();
      }
      return transaction.nested([&] {
        return transaction.remember_answer("org", std::to_string(second), {{}, 201, ""}, now);
      });
    });
  };
  std::atomic<int> waiting{0};
  Result<void> there = StoreError::fault;
  std::thread thread([&] { there = meet(*other, 2, 1, waiting); });
  const auto here = meet(*store_, 1, 2, waiting);
  thread.join();
  // One goes through; the other is run again and then finds the answers there.
  EXPECT_NE(static_cast<bool>(here), static_cast<bool>(there));
  const auto& loser = here ? there : here;
  EXPECT_EQ(loser.error().code, code_of(StoreError::conflict));
  EXPECT_GE(store_->counters().retries + other->counters().retries, 1U);
}

TEST_F(PostgresFailure, AStalledHolderOfTheHeadIsPutOut) {
  RawPostgres staller = database_.as("ratestack_server");
  ASSERT_EQ(
      staller.run("SET idle_in_transaction_session_timeout = 0; BEGIN; SELECT pg_advisory_xact_lock(1381192769, 1)"),
      "");
  const auto started = std::chrono::steady_clock::now();
  EXPECT_TRUE(testing::append(*store_));
  EXPECT_LT(std::chrono::steady_clock::now() - started, milliseconds(3000));
  EXPECT_EQ(store_->counters().evictions, 1U);
  EXPECT_NE(staller.run("COMMIT"), "");
}

TEST_F(PostgresFailure, AHolderThatWorksIsWaitedFor) {
  RawPostgres holder = database_.as("ratestack_server");
  ASSERT_EQ(holder.run("BEGIN; SELECT pg_advisory_xact_lock(1381192769, 1)"), "");
  std::atomic<bool> done{false};
  std::thread working([&] {
    for (int i = 0; i < 12; ++i) EXPECT_EQ(holder.run("SELECT pg_sleep(0.1)"), "");
    EXPECT_EQ(holder.run("COMMIT"), "");
    done = true;
  });
  EXPECT_TRUE(testing::append(*store_));
  working.join();
  EXPECT_EQ(store_->counters().evictions, 0U);
}

TEST_F(PostgresFailure, AServerThatDoesNotAnswerIsSlowAndOneThatIsGoneIsUnavailable) {
  ASSERT_TRUE(store_->ping());
  signal_sessions(SIGSTOP);
  EXPECT_EQ(store_->ping().error().code, code_of(StoreError::too_slow));
  signal_sessions(SIGCONT);
  EXPECT_TRUE(store_->ping());
  admin().run("ALTER DATABASE " + database_.name() + " ALLOW_CONNECTIONS false");
  end_sessions();
  EXPECT_EQ(store_->ping().error().code, code_of(StoreError::unavailable));
  admin().run("ALTER DATABASE " + database_.name() + " ALLOW_CONNECTIONS true");
}

TEST_F(PostgresFailure, ABlockedReadEndsWithinItsDeadline) {
  RawPostgres blocker = database_.as("ratestack_owner");
  ASSERT_TRUE(store_->log_head());
  ASSERT_EQ(blocker.run("BEGIN; LOCK TABLE audit_heads"), "");
  const auto started = std::chrono::steady_clock::now();
  EXPECT_FALSE(store_->log_head());
  EXPECT_LT(std::chrono::steady_clock::now() - started, milliseconds(2000));
  ASSERT_EQ(blocker.run("COMMIT"), "");
  EXPECT_TRUE(store_->log_head());
}

TEST_F(PostgresFailure, ADatabaseThatTakesNoWritesIsReadOnly) {
  admin().run("ALTER DATABASE " + database_.name() + " SET default_transaction_read_only = on");
  end_sessions();
  EXPECT_EQ(testing::append(*store_).error().code, code_of(StoreError::read_only));
  EXPECT_TRUE(store_->log_head());
  admin().run("ALTER DATABASE " + database_.name() + " RESET default_transaction_read_only");
  end_sessions();
  EXPECT_TRUE(testing::append(*store_));
}

/// `rows` rows in transactions that are short also where everything is slow.
void append_much(PostgresStore& store, int rows) {
  constexpr int kEach = 250;
  for (int i = 0; i < rows; i += kEach) ASSERT_TRUE(testing::append(store, kEach));
}

TEST_F(PostgresFailure, AReadInMidCopyThatIsGivenUpHarmsNobody) {
  const auto patient = database_.open();
  append_much(*patient, 8000);
  for (int i = 0; i < 12; ++i) {
    const auto scan = patient->scan({1, 8000, {}}).value();
    std::vector<service::AuditRowRecord> batch;
    EXPECT_GT(scan->next(batch).value(), 0U);
  }
  EXPECT_TRUE(service::verify_log(*patient, {}).value().ok());
}

/// The snapshot that a COPY in `database` reads under; empty where none comes within a moment: what was asked for may
/// not have begun, or may have ended.
std::string snapshot_of_copy(RawPostgres admin, const std::string& database) {
  const std::string sql =
      "SELECT coalesce(max(backend_xmin::text), '') FROM pg_stat_activity WHERE query LIKE 'COPY%' AND datname = '" +
      database + "'";
  std::string snapshot;
  for (int tries = 0; snapshot.empty() && tries < 40; ++tries) {
    if (tries > 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    snapshot = admin.query(sql);
  }
  return snapshot;
}

// Vacuum may remove what is older than every snapshot: that of a long scan moves on with each of its chunks.
TEST_F(PostgresFailure, ALongScanHoldsNoSnapshotForLong) {
  const auto patient = database_.open();
  append_much(*patient, 20000);
  const auto scan = patient->scan({1, 20000, {}}).value();
  std::vector<service::AuditRowRecord> batch;
  std::size_t rows = 0;
  std::set<std::string> snapshots;
  for (auto count = scan->next(batch).value(); count > 0; count = scan->next(batch).value()) {
    rows += count;
    ASSERT_TRUE(testing::append(*patient));
    snapshots.insert(snapshot_of_copy(admin(), database_.name()));
  }
  EXPECT_EQ(rows, 20000U);
  snapshots.erase("");
  EXPECT_GE(snapshots.size(), 2U);
}

}  // namespace
}  // namespace ratestack::postgres
