#include "native/app/process_hardening.hpp"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ratestack::app {
namespace {

// In a child: what is asked holds for the rest of a process's life.
bool holds_in_a_child(bool (*asked)()) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(asked() ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(ProcessHardening, LeavesNoLimitForCoreFilesAndNoWayToDump) {
  EXPECT_TRUE(holds_in_a_child([] {
    forbid_core_dumps();
    rlimit limit{1, 1};
    ::getrlimit(RLIMIT_CORE, &limit);
    return limit.rlim_cur == 0 && limit.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
  }));
}

TEST(ProcessHardening, TakesAsManyOpenFilesAsItMay) {
  EXPECT_TRUE(holds_in_a_child([] {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t most = limit.rlim_max;
    limit.rlim_cur = 64;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    raise_file_limit();
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur == most && limit.rlim_max == most;
  }));
}

}  // namespace
}  // namespace ratestack::app
