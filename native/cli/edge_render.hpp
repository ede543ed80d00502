// `ratestack edge render`: a directory from which Debian's nginx runs without privileges.
#pragma once

#include <string>
#include <vector>

#include "native/cli/console.hpp"

namespace ratestack::cli {

struct EdgeRenderOptions {
  std::string out;
  std::string listen = "127.0.0.1:8080";
  std::vector<std::string> upstreams;
  std::string exports;
  std::string internal_listen;  // empty: none
  std::string portal_listen;    // empty: none
  std::string portal_upstream;
};

/// Creates what is missing, leaves what is the same untouched. unusable: an address or path that cannot be.
ExitCode render_edge(const EdgeRenderOptions& options, const Console& console);

}  // namespace ratestack::cli
