#include "native/cli/setup_commands.hpp"

#include "native/cli/create_org.hpp"
#include "native/cli/migrate.hpp"
#include "native/cli/move_data.hpp"

namespace ratestack::cli {
namespace {

struct MigrateOptions {
  std::string server_role = "ratestack_server";
  MoveUrls move;
};

void add_migrate(CLI::App& root, Session& session, DataAccess& data) {
  CLI::App* command =
      root.add_subcommand("migrate", "Create the database, bring it to this program's schema, or move it");
  auto options = std::make_shared<MigrateOptions>();
  command
      ->add_option("--server-role", options->server_role,
                   "PostgreSQL: the role that ratestackd connects as; it gets INSERT and SELECT alone on the logs")
      ->capture_default_str()
      ->type_name("ROLE");
  auto* from = command->add_option("--from", options->move.from, "move the installation in this database ...");
  auto* to = command->add_option("--to", options->move.to, "... to this one, which `ratestack migrate` has set up");
  from->type_name("URL")->needs(to);
  to->type_name("URL")->needs(from);
  data.add_flags(*command);
  command->footer(
      "Examples:\n"
      "  ratestack migrate --data-dir /var/lib/ratestack\n"
      "  DATABASE_URL=postgresql://ratestack_owner@db.example/ratestack ratestack migrate\n"
      "  ratestack migrate --from sqlite:///var/lib/ratestack/ratestack.db \\\n"
      "      --to postgresql://ratestack_server@db.example/ratestack\n"
      "A move keeps ids and hashes, verifies what arrived, and goes on where it was stopped. Stop the servers first.\n"
      "Exit: 0 up to date or moved, 2 it could not be done, 3 the target holds something else.");
  command->callback([options, &session, &data] {
    session.action = [options, &session, &data] {
      if (!options->move.from.empty()) return move_data(options->move, data, session.console);
      return migrate(options->server_role, data, session.console);
    };
  });
}

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

void add_orgs(CLI::App& root, Session& session, DataAccess& data) {
  CLI::App* orgs = root.add_subcommand("orgs", "Organisations");
  orgs->require_subcommand(1);
  CLI::App* command = orgs->add_subcommand("create", "Create an organisation, its administrator and a key");
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

}  // namespace

void add_setup_commands(CLI::App& root, Session& session, DataAccess& data) {
  add_migrate(root, session, data);
  add_bootstrap(root, session, data);
  add_orgs(root, session, data);
}

}  // namespace ratestack::cli
