// Where a command speaks: results on one stream, trouble and progress on another, and the exit code it ends with.
#pragma once

#include <ostream>
#include <string_view>

namespace ratestack::cli {

/// What the process answers to its caller; docs/cli.md lists them by command.
enum class ExitCode : int {
  ok = 0,
  broken = 1,    // the evidence was read and does not hold
  unusable = 2,  // bad arguments, settings, file or database: nothing was judged and nothing changed
  conflict = 3,  // what was asked for exists already
};

enum class Terminal { no, yes };

/// The streams must outlive the console. One thread.
struct Console {
  std::ostream& out;
  std::ostream& err;
  Terminal err_terminal = Terminal::no;  // a progress line makes sense
  Terminal out_terminal = Terminal::no;

  /// One line on the error stream that says what to do.
  void complain(std::string_view what) const { err << "ratestack: " << what << '\n'; }
  ExitCode fail(ExitCode code, std::string_view what) const {
    complain(what);
    return code;
  }
};

}  // namespace ratestack::cli
