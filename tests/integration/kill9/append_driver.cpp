// Appends to the log of FILE as fast as it can, until it is killed. Each acknowledged job goes to standard output as
// one line, "<first id> <last id> <entry_hash of the last>", written after the commit and before the next job is
// answered.
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <latch>
#include <string>

#include "native/service/audit_writer.hpp"
#include "native/service/system.hpp"
#include "native/storage/sqlite/sqlite_store.hpp"
#include "tests/support/log_builder.hpp"

namespace ratestack {
namespace {

using service::AppendJob;
using service::AppendOutcome;

void print(const AppendOutcome& outcome) {
  const std::string line = std::to_string(outcome.rows.front().id) + " " + std::to_string(outcome.rows.back().id) +
                           " " + outcome.rows.back().entry_hash.to_hex() + "\n";
  // One write a line: shorter than PIPE_BUF, so it arrives whole or not at all.
  if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) ::_exit(3);
}

/// Keeps `in_flight` jobs of 1 to 20 rows before the writer; each answer submits the next.
class Load {
 public:
  Load(service::AuditWriter& writer, std::string run) : writer_(writer), run_(std::move(run)) {}
  void submit_next() {
    const std::uint64_t n = ++count_;
    const std::string name = run_ + "-" + std::to_string(n);
    AppendJob job;
    for (std::uint64_t i = 0; i <= n % 20; ++i) {
      job.events.push_back(testing::test_event(testing::test_org(static_cast<int>(n % 10))));
      job.events.back().correlation_id = name;
    }
    // The remembered answer stands for any state that commits with its rows.
    job.idempotency = service::Idempotency{"org", name, {}};
    job.answer = [](const auto& rows) { return std::to_string(rows.front().id); };
    job.done = [this](Result<AppendOutcome> outcome) {
      if (!outcome) ::_exit(2);
      print(outcome.value());
      submit_next();
    };
    writer_.submit(std::move(job));
  }

 private:
  service::AuditWriter& writer_;
  std::string run_;
  std::atomic<std::uint64_t> count_{0};
};

int run(const char* file) {
  auto store = sqlite::SqliteStore::open(file);
  if (!store) {
    std::fprintf(stderr, "%s\n", store.error().message().c_str());
    return 1;
  }
  const service::SystemClock clock;
  service::AuditWriter writer(*store.value(), clock);
  Load load(writer, std::to_string(::getpid()));
  for (int i = 0; i < 16; ++i) load.submit_next();
  std::latch(1).wait();  // until it is killed
  return 0;
}

}  // namespace
}  // namespace ratestack

int main(int argc, char** argv) { return argc == 2 ? ratestack::run(argv[1]) : 64; }
