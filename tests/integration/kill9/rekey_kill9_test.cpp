// kill -9 in the middle of a rotation, two hundred times: every row opens, none is lost, none is sealed twice.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <random>
#include <thread>

#include "native/service/audit_service.hpp"
#include "tests/contract/secret_site.hpp"
#include "tests/support/postgres_database.hpp"
#include "tests/support/sqlite_file.hpp"

namespace ratestack::contract {
namespace {

constexpr int kRounds = 200;
constexpr int kRows = 2000;
constexpr int kLeaseSeconds = static_cast<int>(service::kRekeyLeaseMicros / 1'000'000);

/// The driver in a process of its own.
class Driver {
 public:
  Driver(const std::string& place, char current, char previous, int seconds_ahead) {
    const std::string to(1, current), from(1, previous), ahead = std::to_string(seconds_ahead);
    int ends[2];
    if (::pipe(ends) != 0) return;
    pid_ = ::fork();
    if (pid_ != 0) {
      ::close(ends[1]);
      output_ = ends[0];
      return;
    }
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    ::execl(REKEY_DRIVER, REKEY_DRIVER, place.c_str(), to.c_str(), from.c_str(), ahead.c_str(), nullptr);
    ::_exit(127);
  }
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;
  ~Driver() { ::close(output_); }

  /// Until it has begun with the rows, or ended.
  void wait_for_work() const {
    char byte = 0;
    while (::read(output_, &byte, 1) < 0 && errno == EINTR) {
    }
  }

  void kill() {
    ::kill(pid_, SIGKILL);
    wait();
  }
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    return status;
  }

 private:
  pid_t pid_ = -1;
  int output_ = -1;
};

class RekeyKill9 : public SecretContract {
 protected:
  std::string place() { return database_->place(); }
};

// Each round turns the rotation round, so that a later one finds rows under both keys; every fourth has two drivers.
TEST_P(RekeyKill9, TwoHundredRoundsLoseNothing) {
  std::mt19937 random(20261127);  // NOLINT: the same rounds each time
  put_many(*replica('a'), kRows);
  const auto reader = unchecked('a', 'b');
  int in_the_middle = 0;
  for (int round = 0; round < kRounds; ++round) {
    const char current = round % 2 == 0 ? 'b' : 'a', previous = current == 'a' ? 'b' : 'a';
    Driver driver(place(), current, previous, (round + 1) * (kLeaseSeconds + 1));
    std::unique_ptr<Driver> second;
    if (round % 4 == 3)
      second = std::make_unique<Driver>(place(), current, previous, (round + 1) * (kLeaseSeconds + 1));
    // Mostly among the rows; every fifth time anywhere, the start included.
    const bool anywhere = round % 5 == 4;
    if (!anywhere) driver.wait_for_work();
    std::this_thread::sleep_for(std::chrono::microseconds(random() % (anywhere ? 40'000 : 25'000)));
    driver.kill();
    if (second) second->kill();
    const auto census = reader->status().census;
    in_the_middle += rows_under(census, test_kid('a').view()) % kRows != 0 ? 1 : 0;
    ASSERT_NO_FATAL_FAILURE(expect_all_open(*reader, kRows)) << "round " << round;
    ASSERT_EQ(database_->query("SELECT count(*) FROM secrets"), std::to_string(kRows));
  }
  EXPECT_GT(in_the_middle, 5) << "the kills missed the work";
  std::printf("killed in the middle of the rows: %d of %d rounds\n", in_the_middle, kRounds);
  Driver last(place(), 'b', 'a', (kRounds + 2) * (kLeaseSeconds + 1));
  EXPECT_EQ(last.wait(), 0);
  const auto after = replica('b');
  expect_all_open(*after, kRows);
  EXPECT_TRUE(after->status().safe_to_drop_previous());
  EXPECT_EQ(after->status().quarantined, 0U);
  EXPECT_TRUE(service::verify_log(*store_, {}).value().ok());
}

RATESTACK_FOR_EACH_STORE(RekeyKill9);

}  // namespace
}  // namespace ratestack::contract
