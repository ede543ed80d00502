#include "native/cli/users_commands.hpp"

#include <memory>

#include "native/cli/user_change.hpp"
#include "native/cli/user_create.hpp"
#include "native/cli/user_list.hpp"

namespace ratestack::cli {
namespace {

Role role_of(const std::string& name) {
  if (const auto role = parse_role(name)) return *role;
  std::string known;
  for (std::size_t i = 0; i < kRoleCount; ++i) {
    known += (i == 0 ? "" : ", ") + std::string(to_string(static_cast<Role>(i)));
  }
  throw CLI::ValidationError("--role", "must be one of " + known);
}

void add_password_flag(CLI::App& command, PasswordSource& source) {
  command.add_flag_callback(
      "--password-stdin", [&source] { source = PasswordSource::standard_input; },
      "read the password from standard input instead of asking for it at the terminal");
}

void add_create(CLI::App& users, Session& session, DataAccess& data) {
  CLI::App* command = users.add_subcommand("create", "Create a person in an organisation");
  auto options = std::make_shared<CreateUserOptions>();
  command->add_option("--email", options->email, "their e-mail address")->required();
  command->add_option("--org", options->org, "their organisation (org_...)")->required()->type_name("ORG");
  command->add_option("--name", options->name, "their name");
  command
      ->add_option_function<std::vector<std::string>>(
          "--role",
          [options](const std::vector<std::string>& names) {
            for (const std::string& name : names) options->roles.push_back(role_of(name));
          },
          "a role there; may be repeated (default: none, which allows nothing)")
      ->type_name("ROLE")
      ->allow_extra_args(false);
  add_password_flag(*command, options->password);
  command->add_flag_callback(
      "--json", [options] { options->form = OutputForm::json; }, "print the person as JSON");
  data.add_flags(*command);
  command->footer(
      "Asks for the password twice without showing it. It must keep the rules that the server has for it, so give the "
      "server's\n"
      "settings (RATESTACK_ENV, --config). Example:\n"
      "  ratestack users create --email desk@lender.example --org org_01J... --role LOCK_DESK\n"
      "Exit: 0 created, 2 it could not be done, 3 the address is taken.");
  command->callback([options, &session, &data] {
    session.action = [options, &session, &data] { return create_user(*options, data, session.console); };
  });
}

void add_list(CLI::App& users, Session& session, DataAccess& data) {
  CLI::App* command = users.add_subcommand("list", "List people, their roles, and who is disabled");
  auto options = std::make_shared<ListUsersOptions>();
  command->add_option("--org", options->org, "those of one organisation (org_...)")->type_name("ORG");
  command->add_flag_callback(
      "--json", [options] { options->form = OutputForm::json; }, "print them as JSON");
  data.add_flags(*command);
  command->footer(
      "Example:\n"
      "  ratestack users list --org org_01J... --json\n"
      "Exit: 0 told, 2 it could not be read.");
  command->callback([options, &session, &data] {
    session.action = [options, &session, &data] { return list_users(*options, data, session.console); };
  });
}

/// A command on one person.
void add_change(CLI::App& command, Session& session, DataAccess& data,
                ExitCode (*run)(const std::string&, DataAccess&, const Console&), const char* footer) {
  auto who = std::make_shared<std::string>();
  command.add_option("WHO", *who, "an id (usr_...) or an e-mail address")->required();
  data.add_flags(command);
  command.footer(footer);
  command.callback([who, run, &session, &data] {
    session.action = [who, run, &session, &data] { return run(*who, data, session.console); };
  });
}

void add_reset_password(CLI::App& users, Session& session, DataAccess& data) {
  CLI::App* command = users.add_subcommand("reset-password", "Set a person's password, and end all their sessions");
  auto options = std::make_shared<ResetPasswordOptions>();
  command->add_option("WHO", options->who, "an id (usr_...) or an e-mail address")->required();
  add_password_flag(*command, options->password);
  data.add_flags(*command);
  command->footer(
      "Their second factor stays. The rules are those for a change by themselves, earlier passwords included. "
      "Example:\n"
      "  ratestack users reset-password desk@lender.example\n"
      "Exit: 0 set, 2 it could not be done.");
  command->callback([options, &session, &data] {
    session.action = [options, &session, &data] { return reset_password(*options, data, session.console); };
  });
}

}  // namespace

void add_users_commands(CLI::App& root, Session& session, DataAccess& data) {
  CLI::App* users = root.add_subcommand("users", "People: created, disabled, given another password");
  users->require_subcommand(1);
  add_create(*users, session, data);
  add_list(*users, session, data);
  add_change(*users->add_subcommand("disable", "Let a person in no more, and end their sessions at once"), session,
             data, disable_user,
             "Example:\n  ratestack users disable desk@lender.example\n"
             "Exit: 0 disabled, 2 it could not be done, 3 disabled already.");
  add_change(*users->add_subcommand("enable", "Let a disabled person in again"), session, data, enable_user,

             "Example:\n  ratestack users enable desk@lender.example\n"
             "Exit: 0 enabled, 2 it could not be done, 3 not disabled.");
  add_reset_password(*users, session, data);
}

}  // namespace ratestack::cli
