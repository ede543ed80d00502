// Randomness as a parameter: core never asks the system for it.
#pragma once

#include "ratestack/base/bytes.hpp"

namespace ratestack {

/// A source of bytes that nobody can predict. Implementations are safe to call from any thread.
class Entropy {
 public:
  virtual ~Entropy() = default;
  /// Fills all of `out` with fresh bytes. Never fails: a source that cannot deliver ends the program.
  virtual void fill(MutableByteSpan out) = 0;
};

}  // namespace ratestack
