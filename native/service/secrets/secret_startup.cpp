#include "native/service/secrets/secret_startup.hpp"

#include "native/service/secrets/sealed_values.hpp"
#include "native/service/secrets/secret_census.hpp"

namespace ratestack::service {
namespace {

std::string given_keys(const KeyRing& ring) {
  std::string out = "given: " + std::string(ring.current().kid().view());
  if (ring.previous()) out += " and " + std::string(ring.previous()->kid().view());
  return out;
}

Result<void> check_fence(const WriteFence& fence, const SecretEncryptor& encryptor) {
  const std::string kid(fence.write_kid.view());
  if (!encryptor.ring().holds(fence.write_kid)) {
    return Error(KeyFitError::key_missing, "secrets are written under the key " + kid + " (" +
                                               given_keys(encryptor.ring()) +
                                               "): give it as PRICING_MASTER_KEY, or as PRICING_MASTER_KEY_PREVIOUS");
  }
  const auto opened = try_canary(encryptor, fence);
  if (opened) return {};
  return Error(KeyFitError::key_wrong, "the canary does not open under the key " + kid + " (" +
                                           opened.error().code.message() + "): another key, or an altered database");
}

// Two servers may start at once: the first one's fence stands.
Result<void> set_up_fence(Store& store, const SecretEncryptor& encryptor, Timestamp now) {
  return store.transact([&](WriteTransaction& transaction) -> Result<void> {
    const auto there = transaction.secrets().hold_fence();
    if (!there) return there.error();
    if (*there) return check_fence(*there.value(), encryptor);
    const auto fence = make_fence_at(encryptor, encryptor.ring().current().kid(), 1, now);
    if (!fence) return fence.error();
    return transaction.secrets().set_fence(*fence);
  });
}

}  // namespace

Result<void> check_keys(Store& store, const SecretEncryptor& encryptor, Timestamp now) {
  const auto fence = store.secrets().fence();
  if (!fence) return fence.error();
  if (*fence) {
    if (auto fits = check_fence(*fence.value(), encryptor); !fits) return fits;
  }
  const auto census = take_census(store.secrets());
  if (!census) return census.error();
  if (!*fence) {
    if (const std::uint64_t rows = sealed_rows(*census); rows != 0) {
      return Error(KeyFitError::canary_missing,
                   std::to_string(rows) +
                       " rows are sealed, and the record of their key (secret_fence) is missing: "
                       "restore it from a backup");
    }
    auto set_up = set_up_fence(store, encryptor, now);
    // Reading works without one, and there is nothing sealed to read.
    if (!set_up && set_up.error().code == make_error_code(StoreError::read_only)) return {};
    return set_up;
  }
  const std::string beyond = rows_beyond(*census, encryptor.ring());
  if (beyond.empty()) return {};
  return Error(KeyFitError::key_missing, beyond + " (" + given_keys(encryptor.ring()) +
                                             "): give that key as PRICING_MASTER_KEY_PREVIOUS and run `ratestack "
                                             "secrets rekey` before it goes");
}

}  // namespace ratestack::service
