// Repeatable chance: the same seed gives the same files on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace ratestack::testing {

/// SplitMix64. Not for secrets.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// 0 .. n-1; n > 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  /// from .. to-1; from < to.
  std::size_t between(std::size_t from, std::size_t to) { return from + below(to - from); }
  char byte() { return static_cast<char>(next() & 0xFFU); }

  std::string bytes(std::size_t count) {
    std::string out(count, '\0');
    for (char& c : out) c = byte();
    return out;
  }

 private:
  std::uint64_t state_;
};

}  // namespace ratestack::testing
