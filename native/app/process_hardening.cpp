#include "native/app/process_hardening.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

#if defined(__SANITIZE_ADDRESS__)
#define RATESTACK_LEAK_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RATESTACK_LEAK_SANITIZER 1
#endif
#endif

namespace ratestack::app {

// Two ways, since each has a hole: RLIMIT_CORE does not hold where core_pattern is a pipe (core(5)), and "dumpable" is
// set back by an execve (prctl(2)).
void forbid_core_dumps() noexcept {
  const rlimit none{0, 0};
  static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
#if !defined(RATESTACK_LEAK_SANITIZER)
  // LeakSanitizer attaches to its own process with ptrace when that ends, which this forbids.
  static_cast<void>(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
#endif
}

void raise_file_limit() noexcept {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
}

}  // namespace ratestack::app
