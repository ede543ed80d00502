// `ratestack audit verify`: an export file, offline, trusting no server.
#pragma once

#include <string>

#include "native/cli/console.hpp"
#include "native/cli/output_form.hpp"

namespace ratestack::cli {

struct VerifyFileOptions {
  std::string file;  // "-": standard input
  OutputForm form = OutputForm::words;
  unsigned threads = 0;  // 0: one a core
};

/// ok: intact; broken: the first break is named; unusable: no export, or unreadable. Memory does not grow with the
/// file.
ExitCode verify_file(const VerifyFileOptions& options, const Console& console);

}  // namespace ratestack::cli
