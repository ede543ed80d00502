// Durable appends through the group-commit writer, beside one commit a row, as the log grows; then verification and
// export of the log. Usage: bench_append [DIRECTORY | URL] [LARGEST LOG, default 1000000] [all|append]. An SQLite file
// is made in DIRECTORY (default: the present one) and removed; a PostgreSQL URL names a migrated, empty database
// (bench/postgres.py makes one).
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "native/service/audit_service.hpp"
#include "native/service/audit_writer.hpp"
#include "native/service/chain_placer.hpp"
#include "native/service/system.hpp"
#include "native/storage/postgres/postgres_store.hpp"
#include "native/storage/sqlite/sqlite_store.hpp"

namespace ratestack {
namespace {

using service::AppendJob;
using service::AppendOutcome;
using std::chrono::steady_clock;

constexpr double kSecondsEach = 1.0;
constexpr int kOrgs = 50;

double seconds_since(steady_clock::time_point start) {
  return std::chrono::duration<double>(steady_clock::now() - start).count();
}

/// Processor time of the whole process so far: steadier than wall time on a machine that others use too.
double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Events as a lender's day makes them: 50 organisations, 500 people, 16 actions, a correlation id a request.
class EventSource {
 public:
  std::vector<AuditEvent> request(std::size_t events) {
    const OrgId org = org_id(static_cast<int>(random_() % kOrgs));
    const std::string correlation = std::to_string(random_()) + std::to_string(random_());
    std::vector<AuditEvent> made;
    made.reserve(events);
    for (std::size_t i = 0; i < events; ++i) made.push_back(event(org, correlation));
    return made;
  }

 private:
  static OrgId org_id(int n) {
    char text[40];
    std::snprintf(text, sizeof text, "org_%026d", n);
    return OrgId::parse(text).value();
  }
  AuditEvent event(const OrgId& org, const std::string& correlation) {
    const std::string user = "usr_0000000000000000000000" + std::to_string(1000 + random_() % 500);
    return {.acting_as_org_id = org,
            .action = "LOAN_ACTION_" + std::to_string(random_() % 16),
            .actor = {ActorType::user, user, std::nullopt, org},
            .correlation_id = correlation,
            .occurred_at = clock_.now(),
            .outcome = "success",
            .payload = payload_,
            .request = RequestInfo{"203.0.113.7", "POST", "/v1/loans"},
            .resource = Resource{"loan", "loan_00000000000000000000000001", org}};
  }

  std::mt19937_64 random_{42};  // NOLINT: the same load each time
  service::SystemClock clock_;
  CanonicalJson payload_ =
      CanonicalJson::from_text(R"({"amount":"350000.00","state":"CA","note":"rate lock requested by phone"})").value();
};

/// Clients that each wait for an answer before the next request, driven by one thread, as a reactor drives them.
class Clients {
 public:
  Clients(service::AuditWriter& writer, EventSource& source) : writer_(writer), source_(source) {}

  struct Figures {
    double rows_per_second;
    double p50_ms, p99_ms;
    double cpu_us;  // a row, clients included
  };
  Figures run(std::size_t clients, std::size_t rows_per_job) {
    latencies_.clear();
    const auto start = steady_clock::now();
    const double cpu = cpu_seconds();
    for (std::size_t i = 0; i < clients; ++i) submit(rows_per_job);
    std::size_t open = clients;
    while (open > 0) {
      const std::size_t answered = wait_for_answers();
      open -= answered;
      if (seconds_since(start) >= kSecondsEach) continue;
      for (std::size_t i = 0; i < answered; ++i, ++open) submit(rows_per_job);
    }
    const double rows = static_cast<double>(latencies_.size() * rows_per_job);
    std::sort(latencies_.begin(), latencies_.end());
    return {rows / seconds_since(start), at(0.50), at(0.99), (cpu_seconds() - cpu) / rows * 1e6};
  }

 private:
  void submit(std::size_t rows_per_job) {
    AppendJob job;
    job.events = source_.request(rows_per_job);
    job.done = [this, sent = steady_clock::now()](Result<AppendOutcome> outcome) {
      if (!outcome) std::abort();
      const std::lock_guard lock(mutex_);
      answered_.push_back(seconds_since(sent) * 1000);
      changed_.notify_one();
    };
    writer_.submit(std::move(job));
  }
  std::size_t wait_for_answers() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !answered_.empty(); });
    const std::size_t count = answered_.size();
    latencies_.insert(latencies_.end(), answered_.begin(), answered_.end());
    answered_.clear();
    return count;
  }
  double at(double share) const {
    return latencies_[std::min(latencies_.size() - 1,
                               static_cast<std::size_t>(share * static_cast<double>(latencies_.size())))];
  }

  service::AuditWriter& writer_;
  EventSource& source_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<double> answered_, latencies_;
};

double one_commit_a_row(service::Store& store, EventSource& source) {
  const service::EventRedactor redactor;
  const auto start = steady_clock::now();
  std::uint64_t rows = 0;
  for (; seconds_since(start) < kSecondsEach; ++rows) {
    const auto done = store.transact([&](service::WriteTransaction& transaction) -> Result<void> {
      auto events = redactor.redact(source.request(1)).value();
      auto placer = service::ChainPlacer::begin(transaction);
      if (!placer) return placer.error();
      placer.value().accept(placer.value().place(events).value());
      return placer.value().flush();
    });
    if (!done) std::abort();
  }
  return static_cast<double>(rows) / seconds_since(start);
}

void measure_appends(service::Store& store, EventSource& source) {
  const service::SystemClock clock;
  std::printf("| %llu | 1 commit a row | 1 | %.0f | | | |\n",
              static_cast<unsigned long long>(store.log_head().value().last_id), one_commit_a_row(store, source));
  service::AuditWriter writer(store, clock);
  Clients clients(writer, source);
  for (const std::size_t rows : {std::size_t{1}, std::size_t{1000}}) {
    for (const std::size_t count : {std::size_t{1}, std::size_t{8}, std::size_t{64}}) {
      const auto at = store.log_head().value().last_id;
      const auto figures = clients.run(count, rows);
      std::printf("| %llu | %zu clients | %zu | %.0f | %.2f | %.2f | %.1f |\n", static_cast<unsigned long long>(at),
                  count, rows, figures.rows_per_second, figures.p50_ms, figures.p99_ms, figures.cpu_us);
      std::fflush(stdout);
    }
  }
}

void grow_to(service::Store& store, EventSource& source, std::uint64_t rows) {
  const service::SystemClock clock;
  service::AuditWriter writer(store, clock);
  while (store.log_head().value().last_id < rows) {
    AppendJob job;
    job.events = source.request(50);
    for (int i = 0; i < 19; ++i) {
      auto more = source.request(50);
      std::move(more.begin(), more.end(), std::back_inserter(job.events));
    }
    if (!writer.submit_and_wait(std::move(job))) std::abort();
  }
}

void measure_reading(service::Store& store) {
  for (int round = 0; round < 3; ++round) {
    auto start = steady_clock::now();
    const auto verdict = service::verify_log(store, {}).value();
    if (!verdict.ok()) std::abort();
    std::printf("verify %llu rows: %.2f M rows/s\n", static_cast<unsigned long long>(verdict.rows),
                static_cast<double>(verdict.rows) / seconds_since(start) / 1e6);
    start = steady_clock::now();
    std::uint64_t bytes = 0;
    const auto rows = service::export_log(store, {}, {}, [&](std::string_view piece) {
      bytes += piece.size();
      return true;
    });
    std::printf("export %llu rows: %.2f M rows/s, %.0f MB/s\n", static_cast<unsigned long long>(rows.value()),
                static_cast<double>(rows.value()) / seconds_since(start) / 1e6,
                static_cast<double>(bytes) / seconds_since(start) / 1e6);
  }
}

void measure_lists(service::Store& store) {
  const char* org = "org_00000000000000000000000007";
  const struct {
    const char* name;
    service::RowFilter filter;
  } kLists[] = {{"newest", {}},
                {"organisation", {.org_id = org}},
                {"organisation and action", {.org_id = org, .action = "LOAN_ACTION_3"}},
                {"action", {.action = "LOAN_ACTION_3"}},
                {"actor", {.actor_id = "usr_00000000000000000000001234"}},
                {"unknown correlation id", {.correlation_id = "none"}},
                {"unknown action of an organisation", {.org_id = org, .action = "NONE"}}};
  for (const auto& [name, filter] : kLists) {
    const auto start = steady_clock::now();
    constexpr int kTimes = 20;
    for (int i = 0; i < kTimes; ++i) {
      if (!store.list_rows(filter, 50)) std::abort();
    }
    std::printf("list 50 by %s: %.3f ms\n", name, seconds_since(start) / kTimes * 1000);
  }
}

void measure(service::Store& store, std::uint64_t largest, const std::string& parts) {
  EventSource source;
  std::printf(
      "| rows in the log | who | rows a job | rows/s | p50 ms | p99 ms | cpu us a row "
      "|\n|---|---|---|---|---|---|---|\n");
  for (std::uint64_t size = 10'000; size <= largest; size *= 10) {
    grow_to(store, source, size);
    measure_appends(store, source);
    if (parts == "all") measure_lists(store);
  }
  if (parts == "all") measure_reading(store);
}

int run_on_file(const std::filesystem::path& directory, std::uint64_t largest, const std::string& parts) {
  const auto file = directory / "bench_append.db";
  const auto remove = [&] {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + suffix);
  };
  remove();
  if (!sqlite::migrate(file)) return 1;
  {
    auto store = std::move(sqlite::SqliteStore::open(file).value());
    measure(*store, largest, parts);
    std::printf("file: %.0f bytes a row\n", static_cast<double>(std::filesystem::file_size(file)) /
                                                static_cast<double>(store->log_head().value().last_id));
  }
  remove();
  return 0;
}

int run_on_server(const std::string& url, std::uint64_t largest, const std::string& parts) {
  auto store = postgres::PostgresStore::open(postgres::Target::parse(url).value());
  if (!store) {
    std::fprintf(stderr, "%s\n", store.error().message().c_str());
    return 1;
  }
  measure(**store, largest, parts);
  return 0;
}

}  // namespace
}  // namespace ratestack

int main(int argc, char** argv) {
  const std::string where = argc > 1 ? argv[1] : ".";
  const auto largest = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
  const std::string parts = argc > 3 ? argv[3] : "all";
  const bool on_server = where.starts_with("postgresql:");
  return on_server ? ratestack::run_on_server(where, largest, parts) : ratestack::run_on_file(where, largest, parts);
}
