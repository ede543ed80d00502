#include "native/cli/url_commands.hpp"

#include "native/cli/url_check.hpp"

namespace ratestack::cli {

void add_url_commands(CLI::App& root, Session& session, UrlAccess& access) {
  CLI::App* group = root.add_subcommand("url", "Outbound URLs");
  group->require_subcommand(1);
  CLI::App* command = group->add_subcommand("check", "Say whether a service may call a URL, and why not");
  auto options = std::make_shared<UrlCheckOptions>();
  command->add_option("url", options->url, "the URL")->required()->type_name("URL");
  command->add_option("--service", options->service, "whose policy applies")->required()->type_name("NAME");
  command->add_flag_callback(
      "--no-dns", [options] { options->dns = AskDns::no; }, "say what can be said without asking DNS");
  command->add_flag_callback(
      "--json", [options] { options->form = OutputForm::json; }, "print the verdict as JSON");
  access.add_flags(*command);
  command->footer(
      "Example:\n"
      "  ratestack url check https://rates.example.com/feed --service scraper-service\n"
      "Exit: 0 allowed, 1 refused, 2 no verdict: bad settings, no such service, or only DNS could tell (--no-dns).");
  command->callback([options, &session, &access] {
    session.action = [options, &session, &access] { return check_url(*options, access, session.console); };
  });
}

}  // namespace ratestack::cli
