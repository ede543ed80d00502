// Fresh ids of any kind.
#pragma once

#include <array>

#include "ratestack/base/ids.hpp"
#include "ratestack/crypto/entropy.hpp"

namespace ratestack::service {

template <typename AnyId>
AnyId new_id(Timestamp now, Entropy& entropy) {
  std::array<std::uint8_t, kUlidEntropyBytes> random{};
  entropy.fill(random);
  return AnyId::make(now, random);
}

}  // namespace ratestack::service
