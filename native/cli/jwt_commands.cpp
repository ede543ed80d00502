#include "native/cli/jwt_commands.hpp"

#include <memory>

#include "native/cli/token_keys.hpp"

namespace ratestack::cli {
namespace {

void add_command(CLI::App& command, Session& session, DataAccess& data,
                 ExitCode (*run)(OutputForm, DataAccess&, const Console&), const char* footer) {
  auto form = std::make_shared<OutputForm>(OutputForm::words);
  command.add_flag_callback(
      "--json", [form] { *form = OutputForm::json; }, "print it as JSON");
  data.add_flags(command);
  command.footer(footer);
  command.callback([form, run, &session, &data] {
    session.action = [form, run, &session, &data] { return run(*form, data, session.console); };
  });
}

}  // namespace

void add_jwt_commands(CLI::App& root, Session& session, DataAccess& data) {
  CLI::App* jwt = root.add_subcommand("jwt", "The keys that access tokens are signed with");
  jwt->require_subcommand(1);
  add_command(
      *jwt->add_subcommand("rotate", "Make another key, and let those before it end"), session, data, rotate_token_key,
      "Servers publish it within 15 seconds and sign with it ten minutes later, when every cache of the key set "
      "has it.\n"
      "The one before stays published until its last token has expired. Needs the master key, as the servers "
      "have it.\n"
      "Example:\n  ratestack jwt rotate\nExit: 0 made, 2 it could not be done.");
  add_command(*jwt->add_subcommand("list", "List the keys, and which one signs"), session, data, list_token_keys,
              "No secret is printed. Example:\n  ratestack jwt list\nExit: 0 told, 2 it could not be read.");
}

}  // namespace ratestack::cli
