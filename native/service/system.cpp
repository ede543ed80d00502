#include "native/service/system.hpp"

#include <sys/random.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>

namespace ratestack::service {

Timestamp SystemClock::now() const {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return Timestamp::from_micros(std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count());
}

void SystemEntropy::fill(MutableByteSpan out) {
  while (!out.empty()) {
    const ssize_t count = ::getrandom(out.data(), out.size(), 0);
    if (count > 0)
      out = out.subspan(static_cast<std::size_t>(count));
    else if (errno != EINTR)
      std::abort();  // a key that is not random is worse than no program
  }
}

}  // namespace ratestack::service
