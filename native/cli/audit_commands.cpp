#include "native/cli/audit_commands.hpp"

#include <memory>

#include "native/cli/audit_check.hpp"
#include "native/cli/audit_export.hpp"
#include "native/cli/log_range.hpp"
#include "native/cli/verify_file.hpp"

namespace ratestack::cli {
namespace {

void add_verify(CLI::App& audit, Session& session) {
  auto options = std::make_shared<VerifyFileOptions>();
  CLI::App* command = audit.add_subcommand("verify", "Verify an export file, offline");
  command->add_option("FILE", options->file, "export file, or - for standard input")->required();
  command->add_flag_callback(
      "--json", [options] { options->form = OutputForm::json; }, "print the verdict as JSON");
  command->add_option("--threads", options->threads, "threads to use (default: one a core, at most 4)")
      ->check(CLI::Range(1, 64).description(""))
      ->type_name("N");
  command->footer(
      "Examples:\n"
      "  ratestack audit verify audit.ndjson\n"
      "  zcat audit.ndjson.gz | ratestack audit verify --json -\n"
      "Exit: 0 intact, 1 broken, 2 not usable (missing, no export, bad arguments).");
  command->callback(
      [options, &session] { session.action = [options, &session] { return verify_file(*options, session.console); }; });
}

void add_check(CLI::App& audit, Session& session, DataAccess& data) {
  auto options = std::make_shared<AuditCheckOptions>();
  CLI::App* command = audit.add_subcommand("check", "Verify the live log in the database");
  add_range_flags(*command, options->range);
  command->add_flag_callback(
      "--json", [options] { options->form = OutputForm::json; }, "print the verdict as JSON");
  data.add_flags(*command);
  command->footer(
      "Examples:\n"
      "  ratestack audit check\n"
      "  ratestack audit check --org org_01J0000000000000000000000 --json\n"
      "Exit: 0 intact, 1 broken, 2 it could not be read.");
  command->callback([options, &session, &data] {
    session.action = [options, &session, &data] { return check_audit(*options, data, session.console); };
  });
}

void add_export(CLI::App& audit, Session& session, DataAccess& data) {
  auto options = std::make_shared<AuditExportOptions>();
  CLI::App* command = audit.add_subcommand("export", "Write the log, or one organisation's, as an export file");
  command->add_option("-o,--output", options->output, "file to write, mode 0600 (default: standard output)")
      ->type_name("FILE");
  add_range_flags(*command, options->range);
  data.add_flags(*command);
  command->footer(
      "Examples:\n"
      "  ratestack audit export -o audit.ndjson\n"
      "  ratestack audit export --org org_01J0000000000000000000000 | gzip > org.ndjson.gz\n"
      "The export itself is written to the log first. Exit: 0 written, 2 it could not be done.");
  command->callback([options, &session, &data] {
    session.action = [options, &session, &data] { return export_audit(*options, data, session.console); };
  });
}

}  // namespace

void add_audit_commands(CLI::App& root, Session& session, DataAccess& data) {
  CLI::App* audit = root.add_subcommand("audit", "Verify and export the audit log");
  audit->require_subcommand(1);
  add_verify(*audit, session);
  add_check(*audit, session, data);
  add_export(*audit, session, data);
}

}  // namespace ratestack::cli
