// One run of the command line: each sub-command, when it is named, leaves here what is to be done.
#pragma once

#include <functional>

#include "native/cli/console.hpp"

namespace ratestack::cli {

struct Session {
  Console console;
  std::function<ExitCode()> action;  // set by the one sub-command that was parsed
};

}  // namespace ratestack::cli
