// What the outside world does to a database file, and the word that the store has for it.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "native/service/audit_service.hpp"
#include "native/service/chain_placer.hpp"
#include "tests/support/file_faults.hpp"
#include "tests/support/log_builder.hpp"
#include "tests/support/redacted_events.hpp"
#include "tests/support/sqlite_file.hpp"

namespace ratestack::sqlite {
namespace {

using service::StoreError;
using testing::AsNobody;
using testing::RawSqlite;
using testing::SmallDisk;
using testing::SqliteFile;
using testing::TempDir;

boost::system::error_code code_of(StoreError error) { return make_error_code(error); }

Result<void> append(SqliteStore& store, std::size_t rows = 1, std::size_t payload_bytes = 40) {
  return store.transact([&](service::WriteTransaction& transaction) -> Result<void> {
    auto events = testing::redacted({rows, testing::test_event(testing::test_org(0), payload_bytes)});
    auto placer = service::ChainPlacer::begin(transaction);
    if (!placer) return placer.error();
    auto placement = placer.value().place(events);
    if (!placement) return placement.error();
    placer.value().accept(std::move(placement.value()));
    return placer.value().flush();
  });
}

boost::system::error_code open_error(const std::filesystem::path& path) { return SqliteStore::open(path).error().code; }

TEST(SqliteFailure, AMissingFileIsNotFoundAndNotMade) {
  TempDir directory;
  EXPECT_EQ(open_error(directory.path() / "none.db"), code_of(StoreError::not_found));
  EXPECT_FALSE(std::filesystem::exists(directory.path() / "none.db"));
}

TEST(SqliteFailure, AMissingDirectoryIsNotFoundWhenMigrating) {
  EXPECT_EQ(migrate("/nonexistent/dir/x.db").error().code, code_of(StoreError::not_found));
}

TEST(SqliteFailure, AFileThatIsNoDatabaseIsCorrupt) {
  TempDir directory;
  const auto path = directory.path() / "text.db";
  std::ofstream(path) << std::string(10'000, 'x');
  EXPECT_EQ(open_error(path), code_of(StoreError::corrupt));
  EXPECT_EQ(migrate(path).error().code, code_of(StoreError::corrupt));
}

TEST(SqliteFailure, AnEmptyFileIsBehind) {
  TempDir directory;
  const auto path = directory.path() / "empty.db";
  std::ofstream(path).flush();
  EXPECT_EQ(open_error(path), code_of(StoreError::schema_behind));
}

TEST(SqliteFailure, DamagedPagesAreCorrupt) {
  SqliteFile file;
  ASSERT_TRUE(append(file.store(), 2000));
  file.close();
  // The root pages stay, so that the file opens: the damage shows where the rows are.
  std::fstream damaged(file.path(), std::ios::in | std::ios::out | std::ios::binary);
  damaged.seekp(4096 * 120);
  damaged << std::string(4096 * 120, '\xEE');
  damaged.close();
  file.reopen();
  const auto verdict = service::verify_log(file.store(), {});
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.error().code, code_of(StoreError::corrupt));
}

TEST(SqliteFailure, ALockHeldTooLongIsUnavailableAndPasses) {
  SqliteFile file({.lock_timeout = std::chrono::milliseconds(20), .read_connections = 1, .max_pages = {}});
  RawSqlite other(file.path());
  ASSERT_EQ(other.run("BEGIN IMMEDIATE"), "");
  EXPECT_EQ(append(file.store()).error().code, code_of(StoreError::unavailable));
  EXPECT_TRUE(file.store().ping());
  ASSERT_EQ(other.run("COMMIT"), "");
  EXPECT_TRUE(append(file.store()));
}

TEST(SqliteFailure, AFullDatabaseSaysSoKeepsReadingAndRecovers) {
  SqliteFile file({.lock_timeout = std::chrono::seconds(5), .read_connections = 1, .max_pages = 100});
  ASSERT_TRUE(append(file.store(), 10));
  const auto full = append(file.store(), 2000);
  EXPECT_EQ(full.error().code, code_of(StoreError::full));
  EXPECT_EQ(file.store().log_head().value().last_id, 10U);
  EXPECT_TRUE(append(file.store(), 1));
  EXPECT_TRUE(service::verify_log(file.store(), {}).value().ok());
}

TEST(SqliteFailure, AFullDatabaseInsideANestedStepFailsTheWholeTransaction) {
  SqliteFile file({.lock_timeout = std::chrono::seconds(5), .read_connections = 1, .max_pages = 100});
  const auto outcome = file.store().transact([&](service::WriteTransaction& transaction) -> Result<void> {
    const service::RememberedAnswer large{{}, 201, std::string(1'000'000, 'x')};
    static_cast<void>(transaction.nested([&] { return transaction.remember_answer("o", "k", large, {}); }));
    return transaction.remember_answer("o", "small", {{}, 201, "x"}, {});
  });
  // SQLite may keep or drop the transaction; what it says and what is there must agree.
  const std::string kept = RawSqlite(file.path()).query("SELECT count(*) FROM idempotent_answers");
  EXPECT_EQ(kept, outcome ? "1" : "0");
}

TEST(SqliteFailure, AReadOnlyFileReadsAndRefusesWrites) {
  SqliteFile file;
  ASSERT_TRUE(append(file.store(), 3));
  file.close();
  ::chmod(file.directory().c_str(), 0777);
  ::chmod(file.path().c_str(), 0444);
  const AsNobody nobody;
  auto store = SqliteStore::open(file.path());
  ASSERT_TRUE(store) << store.error().message();
  EXPECT_EQ(store.value()->log_head().value().last_id, 3U);
  EXPECT_EQ(append(*store.value()).error().code, code_of(StoreError::read_only));
  EXPECT_EQ(migrate(file.path()).error().code, code_of(StoreError::read_only));
}

TEST(SqliteFailure, AReadOnlyDirectoryIsNamed) {
  SqliteFile file;
  file.close();
  ::chmod(file.directory().c_str(), 0555);
  ::chmod(file.path().c_str(), 0666);
  const AsNobody nobody;
  EXPECT_EQ(open_error(file.path()), code_of(StoreError::read_only));
  EXPECT_EQ(migrate(file.directory() / "new.db").error().code, code_of(StoreError::read_only));
}

TEST(SqliteFailure, AFullDiskLosesNothingAndRecoversWithoutARestart) {
  SmallDisk disk;
  if (!disk.mounted()) GTEST_SKIP() << "needs the right to mount a tmpfs";
  const auto path = disk.path() / "store.db";
  ASSERT_TRUE(migrate(path));
  auto store = std::move(SqliteStore::open(path).value());
  {
    // Something else fills the disk while rows arrive.
    std::ofstream filler(disk.path() / "filler");
    filler << std::string(2 << 20, 'x');
  }
  std::uint64_t acknowledged = 0;
  Result<void> appended = append(*store, 50);
  for (; appended && acknowledged < 100'000; appended = append(*store, 50)) acknowledged += 50;
  EXPECT_EQ(appended.error().code, code_of(StoreError::full));
  EXPECT_EQ(store->log_head().value().last_id, acknowledged);
  EXPECT_TRUE(service::verify_log(*store, {}).value().ok());

  std::filesystem::remove(disk.path() / "filler");
  ASSERT_TRUE(append(*store, 50));
  EXPECT_EQ(store->log_head().value().last_id, acknowledged + 50);
  EXPECT_TRUE(service::verify_log(*store, {}).value().ok());
}

TEST(SqliteFailure, ErrorsCarryNoSqlAndNoPath) {
  TempDir directory;
  const auto path = directory.path() / "secretname.db";
  std::ofstream(path) << std::string(10'000, 'x');
  const std::string said = SqliteStore::open(path).error().message();
  EXPECT_EQ(said.find("secretname"), std::string::npos);
  EXPECT_EQ(said.find("SELECT"), std::string::npos);
}

}  // namespace
}  // namespace ratestack::sqlite
