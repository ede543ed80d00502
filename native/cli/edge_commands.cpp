#include "native/cli/edge_commands.hpp"

#include <memory>

#include "native/cli/edge_render.hpp"

namespace ratestack::cli {

void add_edge_commands(CLI::App& root, Session& session) {
  CLI::App* edge = root.add_subcommand("edge", "The nginx that stands in front");
  edge->require_subcommand(1);
  auto options = std::make_shared<EdgeRenderOptions>();
  CLI::App* command = edge->add_subcommand("render", "Write an nginx.conf that runs without privileges");
  command->add_option("--out", options->out, "directory to write to; created if missing")->required()->type_name("DIR");
  command->add_option("--listen", options->listen, "public address of the API")
      ->capture_default_str()
      ->type_name("ADDR:PORT");
  command
      ->add_option("--upstream", options->upstreams, "where ratestackd listens; again for each server of one database")
      ->required()
      ->allow_extra_args(false)
      ->type_name("ADDR:PORT");
  command->add_option("--exports", options->exports, "directory of finished exports")->required()->type_name("DIR");
  command->add_option("--internal-listen", options->internal_listen, "private address that serves /internal/ as well")
      ->type_name("ADDR:PORT");
  command->add_option("--portal-listen", options->portal_listen, "public address of the portal")
      ->type_name("ADDR:PORT");
  command->add_option("--portal-upstream", options->portal_upstream, "where the portal's worker listens")
      ->type_name("ADDR:PORT");
  command->footer(
      "Example:\n"
      "  ratestack edge render --out .ratestack/edge --listen 127.0.0.1:8080 --upstream 127.0.0.1:8081 \\\n"
      "      --exports .ratestack/exports\n"
      "  nginx -e .ratestack/edge/error.log -p .ratestack/edge -c nginx.conf\n"
      "Exit: 0 written (or already so), 2 an address or path that cannot be.");
  command->callback(
      [options, &session] { session.action = [options, &session] { return render_edge(*options, session.console); }; });
}

}  // namespace ratestack::cli
