#include "native/cli/setup_commands.hpp"

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

}  // namespace

void add_setup_commands(CLI::App& root, Session& session, DataAccess& data) { add_migrate(root, session, data); }

}  // namespace ratestack::cli
