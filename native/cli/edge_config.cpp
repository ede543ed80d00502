#include "native/cli/edge_config.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "native/cli/edge_problems.hpp"
#include "native/cli/edge_templates.hpp"

namespace ratestack::cli {
namespace {

constexpr std::uint64_t kMaxConnections = 16384;

using Values = std::vector<std::pair<std::string_view, std::string>>;

// Values are put in once and not searched again, so a value cannot name another.
std::string fill_in(std::string_view text, const Values& values) {
  std::string out;
  while (true) {
    const std::size_t open = text.find("{{");
    out += text.substr(0, open);
    if (open == std::string_view::npos) return out;
    const std::size_t close = text.find("}}", open);
    const std::string_view name = text.substr(open + 2, close - open - 2);
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == name; });
    if (found != values.end()) out += found->second;
    text.remove_prefix(close + 2);
  }
}

// Servers that share a database are equal: a request goes to the one with the fewest, and to the next where none
// listens.
std::string upstream_lines(const std::vector<std::string>& upstreams) {
  std::string lines = upstreams.size() > 1 ? "    least_conn;\n" : "";
  for (const std::string& upstream : upstreams) lines += "    server " + upstream + " max_fails=0;\n";
  return lines;
}

}  // namespace

std::string edge_config(const EdgeLayout& layout) {
  Values values = {
      {"dir", layout.dir},
      {"exports", layout.exports},
      {"listen", layout.listen},
      {"upstreams", upstream_lines(layout.upstreams)},
      {"internal_listen", layout.internal_listen.value_or("")},
      {"portal_listen", layout.portal_listen.value_or("")},
      {"portal_upstream", layout.portal_upstream.value_or("")},
      {"open_files", std::to_string(layout.open_files)},
      {"connections", std::to_string(std::min(layout.open_files, kMaxConnections))},
      // Started by root, nginx would hand its workers to `nobody`, who can read neither the exports nor its own
      // directory.
      {"user", layout.run_as == RunAs::root ? "user root;\n" : ""},
      {"problems", edge_problem_locations()},
  };
  std::string servers = fill_in(templates::kApi, values);
  if (layout.internal_listen) servers += fill_in(templates::kInternal, values);
  if (layout.portal_listen) servers += fill_in(templates::kPortal, values);
  values.emplace_back("servers", std::move(servers));
  return fill_in(templates::kMain, values);
}

}  // namespace ratestack::cli
