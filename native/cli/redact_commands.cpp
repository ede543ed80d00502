#include "native/cli/redact_commands.hpp"

#include <memory>

#include "native/cli/redact_files.hpp"

namespace ratestack::cli {
namespace {

RedactionMode redaction_mode(const std::string& name) {
  if (const auto mode = parse_redaction_mode(name)) return *mode;
  throw CLI::ValidationError("--mode", "must be label, partial or pseudonym");
}

void add_flags(CLI::App& command, const std::shared_ptr<RedactFilesOptions>& options) {
  command.add_option("FILE", options->files, "files, - for standard input (default: standard input)");
  command
      .add_option_function<std::string>(
          "--mode", [options](const std::string& name) { options->mode = redaction_mode(name); },
          "label (default), partial (a card keeps its last four digits) or pseudonym (same value, same stand-in)")
      ->type_name("MODE");
  command.add_option("--key-file", options->key_file, "32-byte key of the pseudonyms: raw, hex or base64")
      ->type_name("FILE");
  command.add_option("--allow", options->allowed, "a value that stays; may be given 64 times")
      ->type_name("VALUE")
      ->allow_extra_args(false);
  command.add_flag_callback(
      "--json-lines", [options] { options->unit = RedactionUnit::json_lines; },
      "read each line as JSON: member names, numbers, and names as context");
  command.add_flag_callback(
      "--counts", [options] { options->counts = ShowCounts::yes; },
      "say at the end, on standard error, how many of each");
}

}  // namespace

void add_redact_command(CLI::App& root, Session& session) {
  auto options = std::make_shared<RedactFilesOptions>();
  CLI::App* command =
      root.add_subcommand("redact", "Take e-mail addresses, phone numbers, SSNs and card numbers out of a stream");
  add_flags(*command, options);
  command->footer(
      "Examples:\n"
      "  kubectl logs -f deploy/pricing | ratestack redact\n"
      "  ratestack redact --json-lines --counts app.log > clean.log\n"
      "  ratestack redact --mode pseudonym --key-file pseudonym.key < app.log\n"
      "Lines go out as they come; only what may be part of a match waits. Exit: 0 done, 2 an argument, a file or the "
      "output does not work.");
  command->callback([options, &session] {
    session.action = [options, &session] { return redact_files(*options, session.console); };
  });
}

}  // namespace ratestack::cli
