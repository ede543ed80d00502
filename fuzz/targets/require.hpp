// An invariant that holds in every build type.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace ratestack::fuzzing {

inline void require(bool holds, const char* invariant) {
  if (holds) return;
  std::fprintf(stderr, "invariant broken: %s\n", invariant);
  std::abort();
}

}  // namespace ratestack::fuzzing
