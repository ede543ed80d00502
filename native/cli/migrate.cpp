#include "native/cli/migrate.hpp"

namespace ratestack::cli {

ExitCode migrate(const std::string& server_role, DataAccess& data, const Console& console) {
  const auto done = data.migrate(server_role, console);
  if (!done) return ExitCode::unusable;
  for (const std::string& name : done->applied) console.out << "applied " << name << '\n';
  console.out << done->place << (done->applied.empty() ? " was up to date" : " is up to date") << " (schema "
              << done->version << ")\n";
  return ExitCode::ok;
}

}  // namespace ratestack::cli
