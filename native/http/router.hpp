// Finds the route of a request in the table.
#pragma once

#include <span>
#include <string>

#include "native/http/route.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack::http {

class Router {
 public:
  /// `routes` must outlive the router.
  explicit Router(std::span<const Route> routes) noexcept : routes_(routes) {}

  /// A literal segment goes before a placeholder, as OpenAPI 3.1 section 4.8.8.2 wants it, whatever the order of the
  /// table. HEAD finds the GET route (RFC 9110 section 9.3.2). Errors: no_such_route; method_not_allowed with the Allow
  /// list.
  [[nodiscard]] Result<const Route*> find(Method method, std::string_view path) const;
  [[nodiscard]] std::span<const Route> routes() const noexcept { return routes_; }

 private:
  [[nodiscard]] std::string_view pattern_of(std::string_view path) const noexcept;
  [[nodiscard]] std::string allowed_methods(std::string_view pattern) const;

  std::span<const Route> routes_;
};

/// The segment of `path` where `pattern`, which it matches, has "{name}"; empty where it has none. A view into `path`.
[[nodiscard]] std::string_view path_parameter(std::string_view pattern, std::string_view path,
                                              std::string_view name) noexcept;

/// Segment by segment; no decoding, no case folding, no trailing slash forgiven.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view path) noexcept;

}  // namespace ratestack::http
