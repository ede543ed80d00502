#include "native/cli/secrets_commands.hpp"

#include <memory>

#include "native/cli/secrets_keygen.hpp"
#include "native/cli/secrets_rekey.hpp"
#include "native/cli/secrets_status.hpp"
#include "native/cli/secrets_verify.hpp"

namespace ratestack::cli {
namespace {

void add_keygen(CLI::App& secrets, Session& session) {
  CLI::App* command = secrets.add_subcommand("keygen", "Make a master key");
  auto options = std::make_shared<KeygenOptions>();
  command->add_option("-o,--output", options->output, "file to write, mode 0600 (default: standard output)")
      ->type_name("FILE");
  command->footer(
      "Prints 32 random bytes in base64url, a dot, and the key's id. The id is a checksum too: a mistyped key is "
      "refused.\n"
      "Example:\n"
      "  ratestack secrets keygen -o /etc/ratestack/master.key\n"
      "Exit: 0 made, 2 the file cannot be written.");
  command->callback(
      [options, &session] { session.action = [options, &session] { return make_key(*options, session.console); }; });
}

/// A command over the database whose answer can be JSON.
template <typename Command>
void add_report(CLI::App& command, Session& session, DataAccess& data, Command run, const char* footer) {
  auto form = std::make_shared<OutputForm>(OutputForm::words);
  command.add_flag_callback(
      "--json", [form] { *form = OutputForm::json; }, "print it as JSON");
  data.add_flags(command);
  command.footer(footer);
  command.callback([form, run, &session, &data] {
    session.action = [form, run, &session, &data] { return run(*form, data, session.console); };
  });
}

void add_rekey(CLI::App& secrets, Session& session, DataAccess& data) {
  CLI::App* command = secrets.add_subcommand("rekey", "Write under the current key from now on, and reseal every row");
  data.add_flags(*command);
  command->footer(
      "Every server must have both keys before: docs/operations/rotation.md. It may be stopped and run again, and run\n"
      "beside servers and other rekeyers: they share the work.\n"
      "Example:\n"
      "  PRICING_MASTER_KEY_FILE=new.key PRICING_MASTER_KEY_PREVIOUS_FILE=old.key ratestack secrets rekey\n"
      "Exit: 0 done, or nothing to do; 1 some rows do not open and were set aside; 2 it could not be done.");
  command->callback(
      [&session, &data] { session.action = [&session, &data] { return rekey_secrets(data, session.console); }; });
}

}  // namespace

void add_secrets_commands(CLI::App& root, Session& session, DataAccess& data) {
  CLI::App* secrets = root.add_subcommand("secrets", "Master keys and what is sealed under them");
  secrets->require_subcommand(1);
  add_keygen(*secrets, session);
  add_report(*secrets->add_subcommand("status", "How far a rotation is, and whether the previous key can go"), session,
             data, show_rotation, "Exit: 0 told, 2 it could not be read, or the keys do not fit the database.");
  add_rekey(*secrets, session, data);
  add_report(*secrets->add_subcommand("verify", "Open every row, and name those that do not open"), session, data,
             verify_secrets,
             "No value is printed.\nExit: 0 all open, 1 some do not, 2 it could not be read, or the keys do not fit.");
}

}  // namespace ratestack::cli
