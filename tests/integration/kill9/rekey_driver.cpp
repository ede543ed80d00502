// Rotates the master key of a database from one letter's key to another's, until it is done or killed.
//   rekey_driver FILE|postgresql://URL CURRENT PREVIOUS SECONDS-AHEAD
// Its clock runs ahead, so that what a driver before it left behind when it was killed is over by then.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "native/service/audit_writer.hpp"
#include "native/service/secrets/rekeyer.hpp"
#include "native/service/secrets/secret_startup.hpp"
#include "native/service/system.hpp"
#include "native/storage/postgres/postgres_store.hpp"
#include "native/storage/sqlite/sqlite_store.hpp"
#include "tests/support/test_keys.hpp"

namespace ratestack {
namespace {

class ClockAhead final : public service::Clock {
 public:
  explicit ClockAhead(std::int64_t seconds) : micros_(seconds * 1'000'000) {}
  [[nodiscard]] Timestamp now() const override {
    return Timestamp::from_micros(service::SystemClock().now().micros() + micros_);
  }

 private:
  std::int64_t micros_;
};

std::unique_ptr<service::Store> open(const std::string& place) {
  if (!place.starts_with("postgresql:")) return std::move(sqlite::SqliteStore::open(place).value());
  return std::move(postgres::PostgresStore::open(postgres::Target::parse(place).value()).value());
}

int run(const std::string& place, char current, char previous, std::int64_t seconds) {
  const auto store = open(place);
  const ClockAhead clock(seconds);
  service::SystemEntropy entropy;
  const SecretEncryptor encryptor(testing::test_ring(current, previous), entropy);
  service::AuditWriter writer(*store, clock);
  service::Rekeyer rekeyer(*store, writer, clock, entropy, encryptor);
  if (const auto fit = service::check_keys(*store, encryptor, clock.now()); !fit) {
    std::fprintf(stderr, "%s\n", fit.error().message().c_str());
    return 1;
  }
  const OrgId org = store->platform_org().value().value().id;
  const auto begun =
      rekeyer.begin({{ActorType::system, "driver", std::nullopt, org}, org, "rekey-driver", clock.now()});
  if (!begun) return 2;
  if (!begun.value()) return 0;
  std::putchar('b');  // whoever wants to kill in the middle of the work waits for this
  std::fflush(stdout);
  const auto done = rekeyer.work();
  return done ? 0 : 3;
}

}  // namespace
}  // namespace ratestack

int main(int argc, char** argv) {
  return argc == 5 ? ratestack::run(argv[1], *argv[2], *argv[3], std::atoll(argv[4])) : 64;
}
