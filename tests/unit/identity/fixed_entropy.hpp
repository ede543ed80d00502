// The same byte, as often as asked for.
#pragma once

#include <algorithm>

#include "ratestack/crypto/entropy.hpp"

namespace ratestack {

class FixedEntropy final : public Entropy {
 public:
  explicit FixedEntropy(std::uint8_t byte) : byte_(byte) {}
  void fill(MutableByteSpan out) override { std::fill(out.begin(), out.end(), byte_); }

 private:
  std::uint8_t byte_;
};

}  // namespace ratestack
