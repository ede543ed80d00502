// The edge's nginx.conf as text, from the templates in deploy/nginx.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ratestack::cli {

enum class RunAs { unprivileged, root };

/// Addresses as "127.0.0.1:8080" or "[::1]:8080"; directories absolute. Values hold none of nginx's own punctuation.
struct EdgeLayout {
  std::string dir;
  std::string exports;
  std::string listen;
  std::vector<std::string> upstreams;  // at least one
  std::optional<std::string> internal_listen;
  std::optional<std::string> portal_listen;
  std::optional<std::string> portal_upstream;
  std::uint64_t open_files = 65536;  // what the system allows a worker
  RunAs run_as = RunAs::unprivileged;
};

/// Pure: the same layout, the same bytes.
[[nodiscard]] std::string edge_config(const EdgeLayout& layout);

}  // namespace ratestack::cli
