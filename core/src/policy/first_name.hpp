// The context of an error about a set: the name of its first member.
#pragma once

#include <string>

#include "ratestack/policy/capability.hpp"

namespace ratestack {

inline std::string first_name(CapabilitySet set) {
  for (std::size_t i = 0; i < kCapabilityCount; ++i) {
    const auto capability = static_cast<Capability>(i);
    if (set.contains(capability)) return std::string(to_string(capability));
  }
  return {};
}

}  // namespace ratestack
