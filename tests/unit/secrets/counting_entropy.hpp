// Entropy that a test can foresee: bytes that count up, never the same twice in a test.
#pragma once

#include "ratestack/crypto/entropy.hpp"

namespace ratestack::testing {

class CountingEntropy final : public Entropy {
 public:
  void fill(MutableByteSpan out) override {
    for (std::uint8_t& byte : out) byte = next_++;
  }

 private:
  std::uint8_t next_ = 1;
};

}  // namespace ratestack::testing
