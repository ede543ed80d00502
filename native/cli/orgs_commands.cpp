#include "native/cli/orgs_commands.hpp"

#include <memory>

#include "native/cli/create_org.hpp"
#include "native/cli/org_change.hpp"
#include "native/cli/org_list.hpp"

namespace ratestack::cli {
namespace {

void run_create_org(CLI::App& command, const std::shared_ptr<CreateOrgOptions>& options, Session& session,
                    DataAccess& data) {
  command.add_flag_callback(
      "--json", [options] { options->form = OutputForm::json; }, "print the credentials as JSON");
  data.add_flags(command);
  command.callback([options, &session, &data] {
    session.action = [options, &session, &data] { return create_org(*options, data, session.console); };
  });
}

void add_bootstrap(CLI::App& root, Session& session, DataAccess& data) {
  CLI::App* command = root.add_subcommand("bootstrap", "Create the platform organisation, its administrator and a key");
  auto options = std::make_shared<CreateOrgOptions>();
  command->add_option("--email", options->email, "e-mail address of the administrator")->capture_default_str();
  command->add_option("--name", options->name, "name of the platform organisation")->capture_default_str();
  command->footer(
      "Example:\n"
      "  ratestack bootstrap --email admin@platform.example --json > credentials.json\n"
      "The password and the key are printed this once. Exit: 0 created, 2 it could not be done, 3 there is one "
      "already.");
  run_create_org(*command, options, session, data);
}

OrgType tenant_type(const std::string& name) {
  const auto type = parse_org_type(name);
  if (type && *type != OrgType::platform) return *type;
  throw CLI::ValidationError("--type", "must be ORIGINATOR, INVESTOR, CORRESPONDENT or SUBSERVICER");
}

void add_create(CLI::App& orgs, Session& session, DataAccess& data) {
  CLI::App* command = orgs.add_subcommand("create", "Create an organisation, its administrator and a key");
  auto options = std::make_shared<CreateOrgOptions>();
  options->type = OrgType::originator;
  options->name.clear();
  options->email.clear();
  command
      ->add_option_function<std::string>(
          "--type", [options](const std::string& name) { options->type = tenant_type(name); },
          "ORIGINATOR, INVESTOR, CORRESPONDENT or SUBSERVICER")
      ->required()
      ->type_name("TYPE");
  command->add_option("--name", options->name, "its name")->required();
  command->add_option("--email", options->email, "e-mail address of its administrator")->required();
  command->footer(
      "Example:\n"
      "  ratestack orgs create --type ORIGINATOR --name \"Cascade Home Lending\" --email admin@cascade-home.example\n"
      "The password and the key are printed this once. Exit: 0 created, 2 it could not be done, 3 the address is "
      "taken.");
  run_create_org(*command, options, session, data);
}

void add_list(CLI::App& orgs, Session& session, DataAccess& data) {
  CLI::App* command = orgs.add_subcommand("list", "List organisations, the platform's too, and which are disabled");
  auto form = std::make_shared<OutputForm>(OutputForm::words);
  command->add_flag_callback(
      "--json", [form] { *form = OutputForm::json; }, "print them as JSON");
  data.add_flags(*command);
  command->footer(
      "Example:\n"
      "  ratestack orgs list --json\n"
      "Exit: 0 told, 2 it could not be read.");
  command->callback([form, &session, &data] {
    session.action = [form, &session, &data] { return list_orgs(*form, data, session.console); };
  });
}

/// A command on one organisation.
void add_change(CLI::App& command, Session& session, DataAccess& data,
                ExitCode (*run)(const std::string&, DataAccess&, const Console&), const char* footer) {
  auto org = std::make_shared<std::string>();
  command.add_option("ORG", *org, "the organisation (org_...)")->required();
  data.add_flags(command);
  command.footer(footer);
  command.callback([org, run, &session, &data] {
    session.action = [org, run, &session, &data] { return run(*org, data, session.console); };
  });
}

}  // namespace

void add_orgs_commands(CLI::App& root, Session& session, DataAccess& data) {
  add_bootstrap(root, session, data);
  CLI::App* orgs = root.add_subcommand("orgs", "Organisations: created, listed, disabled");
  orgs->require_subcommand(1);
  add_create(*orgs, session, data);
  add_list(*orgs, session, data);
  add_change(
      *orgs->add_subcommand("disable", "Let an organisation do nothing more, and end its people's sessions"), session,
      data, disable_org,
      "Its keys rest, and so does what it granted and was granted; running servers take that up within a second.\n"
      "Example:\n  ratestack orgs disable org_01J...\n"
      "Exit: 0 disabled, 2 it could not be done, 3 disabled already.");
  add_change(*orgs->add_subcommand("enable", "Let a disabled organisation go on"), session, data, enable_org,
             "Its people sign in again; its keys and grants work until they end.\n"
             "Example:\n  ratestack orgs enable org_01J...\n"
             "Exit: 0 enabled, 2 it could not be done, 3 not disabled.");
}

}  // namespace ratestack::cli
