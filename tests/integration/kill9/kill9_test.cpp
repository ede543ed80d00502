// kill -9 in the middle of a load of appends: what was acknowledged is there, what is there verifies, and no state
// stands without its rows.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "native/service/audit_service.hpp"
#include "tests/support/sqlite_file.hpp"

namespace ratestack {
namespace {

using testing::RawSqlite;
using testing::SqliteFile;

constexpr int kRounds = 50;

struct Acknowledged {
  std::uint64_t last_id;
  std::string entry_hash;
};

/// The driver in a process of its own, its standard output in our hands.
class Driver {
 public:
  explicit Driver(const std::string& file) {
    int ends[2];
    if (::pipe(ends) != 0) return;
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      ::execl(APPEND_DRIVER, APPEND_DRIVER, file.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ::fdopen(ends[0], "r");
  }
  ~Driver() {
    if (output_ != nullptr) std::fclose(output_);
  }
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  /// False at the end of the output.
  bool next(Acknowledged& out) {
    unsigned long long first = 0, last = 0;
    char hash[65] = {};
    if (std::fscanf(output_, "%llu %llu %64[0-9a-f]\n", &first, &last, hash) != 3) return false;
    out = {last, hash};
    return true;
  }
  void kill() {
    ::kill(pid_, SIGKILL);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the driver ended by itself";
  }

 private:
  pid_t pid_ = -1;
  std::FILE* output_ = nullptr;
};

/// Lets the driver acknowledge `jobs` jobs, kills it, and answers everything that it had acknowledged.
std::vector<Acknowledged> run_and_kill(const std::string& file, std::size_t jobs) {
  Driver driver(file);
  std::vector<Acknowledged> all;
  Acknowledged one;
  while (all.size() < jobs && driver.next(one)) all.push_back(one);
  driver.kill();
  while (driver.next(one)) all.push_back(one);
  return all;
}

void expect_kept(service::Store& store, const std::vector<Acknowledged>& acknowledged) {
  for (const Acknowledged& job : acknowledged) {
    const auto row = store.find_row(job.last_id).value();
    ASSERT_TRUE(row) << "acknowledged row " << job.last_id << " is gone";
    ASSERT_EQ(row->entry_hash.to_hex(), job.entry_hash);
  }
}

void expect_whole(SqliteFile& file) {
  const auto verdict = service::verify_log(file.store(), {}).value();
  ASSERT_TRUE(verdict.ok()) << to_string(verdict.first_break->reason) << " at " << *verdict.first_break->row_id;
  RawSqlite raw(file.path());
  EXPECT_EQ(raw.query("SELECT count(DISTINCT correlation_id) FROM common_audit_log"),
            raw.query("SELECT count(*) FROM idempotent_answers"));
}

TEST(Kill9, FiftyRoundsLoseNothingAcknowledged) {
  std::mt19937 random(20261123);  // NOLINT: the same rounds each time
  SqliteFile file;
  std::uint64_t last_id = 0;
  for (int round = 0; round < kRounds; ++round) {
    file.close();
    const auto acknowledged = run_and_kill(file.path(), random() % 300);
    file.reopen();
    ASSERT_NO_FATAL_FAILURE(expect_kept(file.store(), acknowledged));
    ASSERT_NO_FATAL_FAILURE(expect_whole(file));
    EXPECT_GE(file.store().log_head().value().last_id, last_id);
    last_id = file.store().log_head().value().last_id;
  }
  EXPECT_GT(last_id, 1000U);
}

}  // namespace
}  // namespace ratestack
