#include "native/cli/edge_render.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "native/cli/edge_config.hpp"
#include "native/cli/output_file.hpp"

namespace ratestack::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kWantedFiles = 65536;

// The words of an address or a path go into nginx's configuration as they are.
bool is_plain(std::string_view text, std::string_view more) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || more.find(c) != more.npos;
  });
}

bool is_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0 || !is_plain(text, ".:[]-")) return false;
  const std::string_view port = text.substr(colon + 1);
  return !port.empty() && port.size() <= 5 &&
         std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string address_problem(const EdgeRenderOptions& o) {
  if (!is_address(o.listen)) return "--listen must be address:port, for example 127.0.0.1:8080";
  for (const std::string& upstream : o.upstreams) {
    if (!is_address(upstream)) return "--upstream must be address:port, for example 127.0.0.1:8081";
  }
  const std::pair<std::string_view, const std::string&> optional[] = {{"--internal-listen", o.internal_listen},
                                                                      {"--portal-listen", o.portal_listen},
                                                                      {"--portal-upstream", o.portal_upstream}};
  for (const auto& [flag, value] : optional) {
    if (!value.empty() && !is_address(value))
      return std::string(flag) + " must be address:port, for example 127.0.0.1:8787";
  }
  if (o.portal_listen.empty() != o.portal_upstream.empty()) return "--portal-listen and --portal-upstream go together";
  return {};
}

std::string path_problem(const EdgeLayout& layout) {
  for (const std::string& path : {layout.dir, layout.exports}) {
    if (!is_plain(path, "/._-+@,="))
      return path + " has a character that nginx's configuration cannot hold; use another path";
  }
  return {};
}

std::uint64_t allowed_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_max == RLIM_INFINITY) return kWantedFiles;
  return std::min<std::uint64_t>(kWantedFiles, limit.rlim_max);
}

std::optional<std::string> if_given(const std::string& value) {
  return value.empty() ? std::nullopt : std::optional(value);
}

std::string absolute(const std::string& path) {
  std::string text = fs::absolute(path).lexically_normal().string();
  if (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

EdgeLayout layout_of(const EdgeRenderOptions& options) {
  return {.dir = absolute(options.out),
          .exports = absolute(options.exports),
          .listen = options.listen,
          .upstreams = options.upstreams,
          .internal_listen = if_given(options.internal_listen),
          .portal_listen = if_given(options.portal_listen),
          .portal_upstream = if_given(options.portal_upstream),
          .open_files = allowed_files(),
          .run_as = geteuid() == 0 ? RunAs::root : RunAs::unprivileged};
}

}  // namespace

ExitCode render_edge(const EdgeRenderOptions& options, const Console& console) {
  if (const std::string problem = address_problem(options); !problem.empty())
    return console.fail(ExitCode::unusable, problem);
  const EdgeLayout layout = layout_of(options);
  if (const std::string problem = path_problem(layout); !problem.empty())
    return console.fail(ExitCode::unusable, problem);
  std::error_code error;
  fs::create_directories(fs::path(layout.dir) / "tmp", error);
  if (error) return console.fail(ExitCode::unusable, "cannot create " + layout.dir + "/tmp: " + error.message());
  const std::string file = layout.dir + "/nginx.conf";
  if (const auto problem = write_file(file, edge_config(layout)))
    return console.fail(ExitCode::unusable, problem->text);
  console.out << "wrote " << file << "\nstart: nginx -e " << layout.dir << "/error.log -p " << layout.dir
              << " -c nginx.conf\n";
  return ExitCode::ok;
}

}  // namespace ratestack::cli
