#include "native/cli/sessions_commands.hpp"

#include <memory>

#include "native/cli/session_list.hpp"
#include "native/cli/session_revoke.hpp"

namespace ratestack::cli {
namespace {

void add_list(CLI::App& sessions, Session& session, DataAccess& data) {
  CLI::App* command = sessions.add_subcommand("list", "List the sessions that have not ended");
  auto options = std::make_shared<ListSessionsOptions>();
  command->add_option("--user", options->who, "those of one person: an id (usr_...) or an e-mail address")
      ->type_name("WHO");
  command->add_flag_callback(
      "--json", [options] { options->form = OutputForm::json; }, "print them as JSON");
  data.add_flags(*command);
  command->footer(
      "When a session was last used is written down within a minute. Example:\n"
      "  ratestack sessions list --user desk@lender.example\n"
      "Exit: 0 told, 2 it could not be read.");
  command->callback([options, &session, &data] {
    session.action = [options, &session, &data] { return list_sessions(*options, data, session.console); };
  });
}

struct RevokeOptions {
  std::string id, who;
};

void add_revoke(CLI::App& sessions, Session& session, DataAccess& data) {
  CLI::App* command = sessions.add_subcommand("revoke", "End a session, or all those of a person, at once");
  auto options = std::make_shared<RevokeOptions>();
  auto* id = command->add_option("ID", options->id, "the session (ses_...)");
  command->add_option("--user", options->who, "all those of a person: an id (usr_...) or an e-mail address")
      ->type_name("WHO")
      ->excludes(id);
  data.add_flags(*command);
  command->footer(
      "Running servers refuse it from its next request on. A person who is to stay out is disabled as well: users "
      "disable.\n"
      "Examples:\n"
      "  ratestack sessions revoke ses_01J...\n"
      "  ratestack sessions revoke --user desk@lender.example\n"
      "Exit: 0 revoked, 2 it could not be done, 3 it was revoked already.");
  command->callback([options, &session, &data] {
    if (options->id.empty() == options->who.empty()) throw CLI::RequiredError("ID or --user");
    session.action = [options, &session, &data] {
      return options->who.empty() ? revoke_session(options->id, data, session.console)
                                  : revoke_sessions_of(options->who, data, session.console);
    };
  });
}

}  // namespace

void add_sessions_commands(CLI::App& root, Session& session, DataAccess& data) {
  CLI::App* sessions = root.add_subcommand("sessions", "Who is signed in");
  sessions->require_subcommand(1);
  add_list(*sessions, session, data);
  add_revoke(*sessions, session, data);
}

}  // namespace ratestack::cli
