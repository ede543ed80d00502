// `ratestack`: the command line. Puts the commands together and runs the one that was named.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "native/app/config_command.hpp"
#include "native/app/configured_data.hpp"
#include "native/app/configured_urls.hpp"
#include "native/app/process_environment.hpp"
#include "native/app/process_hardening.hpp"
#include "native/app/version.hpp"
#include "native/cli/audit_commands.hpp"
#include "native/cli/edge_commands.hpp"
#include "native/cli/jwt_commands.hpp"
#include "native/cli/keys_commands.hpp"
#include "native/cli/orgs_commands.hpp"
#include "native/cli/parse_errors.hpp"
#include "native/cli/passwords_commands.hpp"
#include "native/cli/redact_commands.hpp"
#include "native/cli/secrets_commands.hpp"
#include "native/cli/sessions_commands.hpp"
#include "native/cli/setup_commands.hpp"
#include "native/cli/url_commands.hpp"
#include "native/cli/users_commands.hpp"
#include "native/service/locked_memory.hpp"

namespace {

using namespace ratestack;
using cli::Terminal;

Terminal terminal(int descriptor) { return isatty(descriptor) == 1 ? Terminal::yes : Terminal::no; }

void add_commands(CLI::App& root, cli::Session& session, cli::DataAccess& data, cli::UrlAccess& urls,
                  const app::ConfigInput& surroundings) {
  root.set_version_flag("--version", app::version_text("ratestack"));
  root.require_subcommand(1);
  root.footer("Each command has its own --help with examples.");
  cli::add_audit_commands(root, session, data);
  cli::add_setup_commands(root, session, data);
  cli::add_orgs_commands(root, session, data);
  cli::add_users_commands(root, session, data);
  cli::add_sessions_commands(root, session, data);
  cli::add_keys_commands(root, session, data);
  cli::add_jwt_commands(root, session, data);
  cli::add_secrets_commands(root, session, data);
  app::add_config_commands(root, session, surroundings);
  cli::add_redact_command(root, session);
  cli::add_passwords_commands(root, session);
  cli::add_edge_commands(root, session);
  cli::add_url_commands(root, session, urls);
}

cli::ExitCode run(int argc, char** argv, const app::ConfigInput& surroundings, SecretMemory& memory) {
  cli::Session session{.console = {std::cout, std::cerr, terminal(STDERR_FILENO), terminal(STDOUT_FILENO)},
                       .action = {}};
  CLI::App root("RateStack: audit evidence that anyone can check", "ratestack");
  app::ConfiguredData data(surroundings, memory);
  app::ConfiguredUrls urls(surroundings);
  add_commands(root, session, data, urls, surroundings);
  try {
    root.parse(argc, argv);
  } catch (const CLI::Success& answer) {  // --help and --version
    root.exit(answer, std::cout, std::cerr);
    return cli::ExitCode::ok;
  } catch (const CLI::ParseError& error) {
    return session.console.fail(cli::ExitCode::unusable, cli::explain_parse_error(root, error));
  }
  return session.action();
}

}  // namespace

int main(int argc, char** argv) {
  app::forbid_core_dumps();
  try {
    service::LockedMemory memory;  // outlives all that holds a secret
    return static_cast<int>(run(argc, argv, app::process_input(memory), memory));
  } catch (const std::exception& fault) {
    std::cerr << "ratestack: internal fault: " << fault.what() << '\n';
    return static_cast<int>(cli::ExitCode::unusable);
  }
}
