// A verdict for people: core's one sentence, then what an auditor would ask next.
#pragma once

#include "native/cli/console.hpp"
#include "ratestack/audit/export_verifier.hpp"

namespace ratestack::cli {

/// Intact and broken verdicts go to the output stream; an unusable file to the error stream, as one line.
void print_verdict(const ExportVerifier& verifier, const Console& console);
/// The rows accepted, the head, and expected against actual where the chain breaks.
void print_details(const ChainVerdict& verdict, const Console& console);

}  // namespace ratestack::cli
