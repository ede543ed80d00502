// Rotation of the master key over a store that has just been migrated: rows a second, and what readers meet meanwhile;
// beside it, the same rows updated one statement and one commit at a time, and one statement a row in one transaction.
//   bench_rekey FILE|postgresql://URL [ROWS, default 200000] [PLAINTEXT BYTES, default 64]
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "native/service/audit_writer.hpp"
#include "native/service/secrets/rekeyer.hpp"
#include "native/service/secrets/reseal.hpp"
#include "native/service/secrets/sealed_values.hpp"
#include "native/service/secrets/secret_startup.hpp"
#include "native/service/system.hpp"
#include "native/storage/postgres/postgres_store.hpp"
#include "native/storage/sqlite/sqlite_store.hpp"

namespace ratestack {
namespace {

using Seconds = std::chrono::duration<double>;
using std::chrono::steady_clock;

MasterKey key_of(char letter) {
  auto bytes = SecretBytes::generate(kMasterKeyBytes, [letter](MutableByteSpan out) {
    std::fill(out.begin(), out.end(), static_cast<std::uint8_t>(letter));
  });
  return std::move(MasterKey::from(std::move(bytes)).value());
}

KeyRing ring_of(char current, char previous) {
  return std::move(KeyRing::create(key_of(current), key_of(previous)).value());
}

std::unique_ptr<service::Store> open(const std::string& place) {
  if (place.starts_with("postgresql:")) {
    return std::move(postgres::PostgresStore::open(postgres::Target::parse(place).value()).value());
  }
  static_cast<void>(sqlite::migrate(place).value());
  return std::move(sqlite::SqliteStore::open(place).value());
}

void fail_on(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message().c_str());
  std::exit(1);
}

/// The store, the two rings of a rotation and its way back.
class Bench {
 public:
  Bench(const std::string& place, std::size_t rows, std::size_t bytes)
      : store_(open(place)), rows_(rows), plaintext_(bytes, 'x') {}

  void fill();
  void rekey(const SecretEncryptor& encryptor, const char* name);
  void one_by_one(std::size_t rows_a_transaction, std::size_t limit, const char* name);

  service::SystemClock clock_;
  service::SystemEntropy entropy_;
  SecretEncryptor forth_{ring_of('b', 'a'), entropy_}, back_{ring_of('a', 'b'), entropy_};

 private:
  template <typename Id>
  Id new_id() {
    std::array<std::uint8_t, kUlidEntropyBytes> random{};
    entropy_.fill(random);
    return Id::make(clock_.now(), random);
  }
  Result<void> insert_some(service::WriteTransaction& transaction, std::size_t from, std::size_t to);

  std::unique_ptr<service::Store> store_;
  std::size_t rows_;
  std::string plaintext_;
  OrgId org_ = new_id<OrgId>();
};

Result<void> Bench::insert_some(service::WriteTransaction& transaction, std::size_t from, std::size_t to) {
  for (std::size_t n = from; n < to; ++n) {
    service::SecretRecord record{
        new_id<SecretId>(), {org_, service::SecretKind::config, "n" + std::to_string(n)}, {}, "0", clock_.now(),
        clock_.now()};
    const auto place = service::place_of(service::kSecretColumns[0], org_.view(), record.id.view()).value();
    record.envelope = back_.seal(place, as_bytes(plaintext_), back_.ring().current().kid()).value();
    if (auto done = transaction.secrets().insert(record); !done) return done;
  }
  return {};
}

void Bench::fill() {
  auto made = store_->transact([&](service::WriteTransaction& transaction) {
    return transaction.insert_org({org_, OrgType::platform, "bench", clock_.now()});
  });
  if (made) made = service::check_keys(*store_, back_, clock_.now());
  constexpr std::size_t kAtOnce = 2000;
  for (std::size_t at = 0; made && at < rows_; at += kAtOnce) {
    made = store_->transact([&](service::WriteTransaction& transaction) {
      return insert_some(transaction, at, std::min(rows_, at + kAtOnce));
    });
  }
  if (!made) fail_on(made.error());
}

void Bench::rekey(const SecretEncryptor& encryptor, const char* name) {
  service::AuditWriter writer(*store_, clock_);
  service::Rekeyer rekeyer(*store_, writer, clock_, entropy_, encryptor);
  std::atomic<bool> done{false};
  std::uint64_t reads = 0, failed = 0;
  double slowest = 0;
  std::thread reader([&] {
    for (std::size_t n = 0; !done; n = (n + 7919) % rows_) {
      const auto begun = steady_clock::now();
      const auto record = store_->secrets().find({org_, service::SecretKind::config, "n" + std::to_string(n)});
      const auto place = service::place_of(service::kSecretColumns[0], org_.view(), record.value().value().id.view());
      if (!encryptor.open(place.value(), record.value().value().envelope)) ++failed;
      slowest = std::max(slowest, Seconds(steady_clock::now() - begun).count());
      ++reads;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  const auto begun = steady_clock::now();
  const auto started = rekeyer.begin({{ActorType::system, "bench", std::nullopt, org_}, org_, "bench", clock_.now()});
  if (!started) fail_on(started.error());
  const auto job = rekeyer.work();
  const double seconds = Seconds(steady_clock::now() - begun).count();
  done = true;
  reader.join();
  if (!job) fail_on(job.error());
  std::printf("%s: %llu rows, %.0f rows/s; meanwhile %llu reads, %llu failed, slowest %.1f ms\n", name,
              static_cast<unsigned long long>(job.value().done), static_cast<double>(job.value().done) / seconds,
              static_cast<unsigned long long>(reads), static_cast<unsigned long long>(failed), slowest * 1e3);
}

// What most programs do: read a row, reseal it, write it.
void Bench::one_by_one(std::size_t rows_a_transaction, std::size_t limit, const char* name) {
  const Kid target = forth_.ring().current().kid();
  const auto begun = steady_clock::now();
  std::size_t done = 0;
  for (service::Stretch stretch{0, {.limit = rows_a_transaction}}; done < limit;) {
    const auto resealed = service::reseal(store_->secrets(), back_, stretch, target, clock_.now(), entropy_);
    if (!resealed) fail_on(resealed.error());
    if (resealed.value().read == 0) break;
    const auto written = store_->transact([&](service::WriteTransaction& transaction) -> Result<void> {
      for (const service::Resealed& row : resealed.value().rows) {
        const auto replaced = transaction.secrets().replace(service::kSecretColumns[0], {&row, 1});
        if (!replaced) return replaced.error();
      }
      return {};
    });
    if (!written) fail_on(written.error());
    done += resealed.value().read;
    stretch.range.after = resealed.value().last_row;
  }
  std::printf("%s: %.0f rows/s\n", name, static_cast<double>(done) / Seconds(steady_clock::now() - begun).count());
}

}  // namespace
}  // namespace ratestack

int main(int argc, char** argv) {
  if (argc < 2) return 64;
  const std::size_t rows = argc > 2 ? std::stoul(argv[2]) : 200'000, bytes = argc > 3 ? std::stoul(argv[3]) : 64;
  ratestack::Bench bench(argv[1], rows, bytes);
  bench.fill();
  bench.rekey(bench.forth_, "rekey");
  bench.rekey(bench.back_, "rekey back");
  bench.rekey(bench.forth_, "rekey again");
  bench.rekey(bench.back_, "rekey back again");
  bench.one_by_one(1, std::min<std::size_t>(rows, 5'000), "row by row, one commit a row");
  bench.one_by_one(1'000, rows, "row by row, a thousand a commit");
  return 0;
}
