#include "native/cli/audit_commands.hpp"

#include <memory>

#include "native/cli/verify_file.hpp"

namespace ratestack::cli {

void add_audit_verify(CLI::App& audit, Session& session) {
  auto options = std::make_shared<VerifyFileOptions>();
  CLI::App* command = audit.add_subcommand("verify", "Verify an export file, offline");
  command->add_option("FILE", options->file, "export file, or - for standard input")->required();
  command->add_flag_callback(
      "--json", [options] { options->form = OutputForm::json; }, "print the verdict as JSON");
  command->footer(
      "Examples:\n"
      "  ratestack audit verify audit.ndjson\n"
      "  zcat audit.ndjson.gz | ratestack audit verify --json -\n"
      "Exit: 0 intact, 1 broken, 2 not usable (missing, no export, bad arguments).");
  command->callback(
      [options, &session] { session.action = [options, &session] { return verify_file(*options, session.console); }; });
}

}  // namespace ratestack::cli
