// `ratestack secrets keygen`: a new master key.
#pragma once

#include <string>

#include "native/cli/console.hpp"

namespace ratestack::cli {

struct KeygenOptions {
  std::string output;  // file, mode 0600; empty: standard output
};

ExitCode make_key(const KeygenOptions& options, const Console& console);

}  // namespace ratestack::cli
