// What the outside world does to a rotation. On SQLite, whose disk and permissions a test can take away.
#include <sys/stat.h>

#include <fstream>

#include "native/storage/sqlite/sqlite_store.hpp"
#include "tests/contract/secret_site.hpp"
#include "tests/support/file_faults.hpp"
#include "tests/support/sqlite_file.hpp"

namespace ratestack::contract {
namespace {

using service::StoreError;

constexpr int kRows = 400;
const std::string kLargeValue(1500, 'x');

class RekeyFailure : public ::testing::Test {
 protected:
  std::unique_ptr<Replica> server(const std::filesystem::path& file, char current, std::optional<char> previous = {}) {
    auto opened = sqlite::SqliteStore::open(file);
    EXPECT_TRUE(opened) << opened.error().message();
    return std::make_unique<Replica>(std::move(opened.value()), testing::test_ring(current, previous), clock_);
  }
  // A platform and its secrets, under the first key.
  void fill(const std::filesystem::path& file) {
    ASSERT_TRUE(sqlite::migrate(file));
    const auto first = server(file, 'a');
    ASSERT_TRUE(first->store->transact([](service::WriteTransaction& transaction) -> Result<void> {
      for (const auto& [n, type] : {std::pair(0, OrgType::platform), std::pair(1, OrgType::originator)}) {
        if (auto made = transaction.insert_org({test_org(n), type, "an organisation", Timestamp()}); !made) return made;
      }
      return {};
    }));
    ASSERT_TRUE(first->check_keys());
    for (int n = 0; n < kRows; ++n) ASSERT_TRUE(first->put(secret_name(n), kLargeValue));
  }
  std::uint64_t opened(Replica& from) {
    return service::verify_secrets(*from.store, from.encryptor, clock_.now()).value().opened;
  }

  testing::SetClock clock_;
};

TEST_F(RekeyFailure, AFullDiskStopsItAndLosesNothing) {
  testing::SmallDisk disk(24);
  if (!disk.mounted()) GTEST_SKIP() << "needs the right to mount a tmpfs";
  const auto file = disk.path() / "store.db";
  ASSERT_NO_FATAL_FAILURE(fill(file));
  const auto rotating = server(file, 'b', 'a');
  ASSERT_TRUE(rotating->rekeyer.begin(rotating->asker()));
  {
    testing::RawSqlite(file).run("PRAGMA wal_checkpoint(TRUNCATE)");  // or the log would have room inside
    std::ofstream filler(disk.path() / "filler");
    const auto room = std::filesystem::space(disk.path()).available;
    filler << std::string(room > 100'000 ? room - 100'000 : 0, 'x');
  }
  const auto stopped = rotating->rekeyer.work();
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, make_error_code(StoreError::full)) << stopped.error().message();
  EXPECT_EQ(opened(*rotating), std::uint64_t{kRows});

  std::filesystem::remove(disk.path() / "filler");
  clock_.advance_seconds(service::kRekeyLeaseMicros / 1'000'000 + 1);  // it may not have been able to say that it left
  const auto done = rotating->rekeyer.work();
  ASSERT_TRUE(done) << done.error().message();
  EXPECT_EQ(done.value().state, service::RekeyState::done);
  EXPECT_EQ(opened(*server(file, 'b')), std::uint64_t{kRows});
}

TEST_F(RekeyFailure, AReadOnlyDatabaseRefusesItAndStaysAsItWas) {
  testing::TempDir directory;
  const auto file = directory.path() / "store.db";
  ASSERT_NO_FATAL_FAILURE(fill(file));
  ::chmod(directory.path().c_str(), 0777);
  ::chmod(file.c_str(), 0444);
  std::unique_ptr<Replica> rotating;
  {
    const testing::AsNobody nobody;
    rotating = server(file, 'b', 'a');
    EXPECT_TRUE(rotating->check_keys());
  }
  EXPECT_EQ(rotating->rekeyer.begin(rotating->asker()).error().code, make_error_code(StoreError::read_only));
  EXPECT_EQ(rotating->put(secret_name(1), "x").error().code, make_error_code(StoreError::read_only));
  EXPECT_EQ(opened(*rotating), std::uint64_t{kRows});
  EXPECT_EQ(rotating->status().fence.value().write_kid, test_kid('a'));
}

}  // namespace
}  // namespace ratestack::contract
