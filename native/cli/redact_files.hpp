// `ratestack redact`: files or standard input, redacted, to standard output.
#pragma once

#include <string>
#include <vector>

#include "native/cli/console.hpp"
#include "ratestack/redaction/pii_redactor.hpp"

namespace ratestack::cli {

enum class RedactionUnit { text, json_lines };
enum class ShowCounts { no, yes };

struct RedactFilesOptions {
  std::vector<std::string> files;  // "-" is standard input; none at all means it too
  RedactionMode mode = RedactionMode::label;
  std::string key_file;  // of pseudonyms; empty: none
  std::vector<std::string> allowed;
  RedactionUnit unit = RedactionUnit::text;
  ShowCounts counts = ShowCounts::no;
};

/// Writes what is settled after each read. A file is an input of its own: no match reaches from one into the next.
/// unusable: the options, a file that cannot be read (what came before it is written), or the output. A reader that has
/// had enough (EPIPE) ends the work without a word, as in any pipe.
ExitCode redact_files(const RedactFilesOptions& options, const Console& console);

}  // namespace ratestack::cli
