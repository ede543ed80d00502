// `ratestack passwords build-filter`: a list of stolen passwords becomes the file that servers look them up in.
#pragma once

#include <string>

#include "native/cli/console.hpp"
#include "native/cli/password_list.hpp"

namespace ratestack::cli {

struct BuildFilterOptions {
  std::string list;  // "-" is standard input
  std::string output = "breached-passwords.filter";
  double false_positive_rate = BreachedFilterShape::kDefaultRate;
  PasswordListRules rules;
};

/// Reads the list twice: how many there are decides how large the filter is. Memory holds the filter and no list; what
/// comes through a pipe is kept in a file beside the output meanwhile. unusable: the list, the options or the output.
ExitCode build_filter(const BuildFilterOptions& options, const Console& console);

}  // namespace ratestack::cli
