#include "native/service/secrets/sealed_values.hpp"

namespace ratestack::service {
namespace {

// Says nothing that is secret; that it opens is all that it is for.
constexpr std::string_view kCanaryText = "ratestack canary";
constexpr std::string_view kPlatform = "platform";
constexpr std::string_view kOnlyRow = "1";

Result<SecretPlace> canary_place() {
  return SecretPlace::of(kPlatform, kCanaryColumn.table, kCanaryColumn.column, kOnlyRow);
}

}  // namespace

Result<SecretPlace> place_of(const SecretColumn& column, std::string_view org_id, std::string_view row_id) {
  return SecretPlace::of(org_id, column.table, column.column, row_id);
}

Result<Kid> write_key(SecretWriter& secrets, const KeyRing& ring) {
  const auto fence = secrets.hold_fence();
  if (!fence) return fence.error();
  if (!*fence)
    return Error(KeyFitError::canary_missing, "the database lost its record of the key that is written under");
  const Kid& kid = fence.value()->write_kid;
  if (ring.holds(kid)) return kid;
  return Error(KeyFitError::stale_configuration,
               "secrets are written under the key " + std::string(kid.view()) + " now: give it to this process");
}

Result<WriteFence> make_fence_at(const SecretEncryptor& encryptor, const Kid& kid, std::uint64_t epoch, Timestamp now) {
  const auto place = canary_place();
  if (!place) return place.error();
  auto canary = encryptor.seal(*place, as_bytes(kCanaryText), kid);
  if (!canary) return canary.error();
  return WriteFence{epoch, kid, std::move(*canary), now};
}

Result<void> try_canary(const SecretEncryptor& encryptor, const WriteFence& fence) {
  const auto place = canary_place();
  if (!place) return place.error();
  const auto opened = encryptor.open(*place, fence.canary);
  if (!opened) return opened.error();
  return {};
}

}  // namespace ratestack::service
