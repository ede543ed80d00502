// Master keys of tests: each 32 times one letter.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "ratestack/secrets/key_ring.hpp"

namespace ratestack::testing {

inline MasterKey test_key(char letter) {
  auto bytes = SecretBytes::generate(kMasterKeyBytes, [letter](MutableByteSpan out) {
    std::fill(out.begin(), out.end(), static_cast<std::uint8_t>(letter));
  });
  return std::move(MasterKey::from(std::move(bytes)).value());
}

inline Kid test_kid(char letter) { return test_key(letter).kid(); }

inline KeyRing test_ring(char current, std::optional<char> previous = {}) {
  std::optional<MasterKey> other;
  if (previous) other = test_key(*previous);
  return std::move(KeyRing::create(test_key(current), std::move(other)).value());
}

}  // namespace ratestack::testing
