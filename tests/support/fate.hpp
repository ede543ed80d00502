// What becomes of a process that does something it may not survive.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

namespace ratestack::testing {

/// How a child ends that does `act`: the number of the signal that killed it, or its status negated.
template <typename Act>
int fate_of(Act act) {
  const pid_t child = ::fork();
  if (child == 0) {
    act();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : -WEXITSTATUS(status);
}

}  // namespace ratestack::testing
