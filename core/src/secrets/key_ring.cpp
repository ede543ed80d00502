#include "ratestack/secrets/key_ring.hpp"

namespace ratestack {

Result<KeyRing> KeyRing::create(MasterKey current, std::optional<MasterKey> previous) {
  if (previous && previous->kid() == current.kid()) {
    return Error(SecretError::equal_keys, std::string(current.kid().view()));
  }
  return KeyRing(std::move(current), std::move(previous));
}

const MasterKey* KeyRing::find(const Kid& kid) const noexcept {
  if (current_.kid() == kid) return &current_;
  return previous_ && previous_->kid() == kid ? &*previous_ : nullptr;
}

}  // namespace ratestack
