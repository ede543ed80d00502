#include "native/http/router.hpp"

#include "native/http/http_error.hpp"

namespace ratestack::http {
namespace {

// Cuts the next segment off `path`, with its leading slash gone.
std::string_view next_segment(std::string_view& path) noexcept {
  path.remove_prefix(1);
  const auto end = path.find('/');
  const std::string_view segment = path.substr(0, end);
  path = end == std::string_view::npos ? std::string_view() : path.substr(end);
  return segment;
}

}  // namespace

bool matches(std::string_view pattern, std::string_view path) noexcept {
  while (!pattern.empty() && !path.empty()) {
    if (path.front() != '/') return false;
    const std::string_view wanted = next_segment(pattern), given = next_segment(path);
    const bool placeholder = wanted.starts_with('{') && !given.empty();
    if (!placeholder && wanted != given) return false;
  }
  return pattern.empty() && path.empty();
}

std::string_view path_parameter(std::string_view pattern, std::string_view path, std::string_view name) noexcept {
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = next_segment(pattern), given = next_segment(path);
    if (wanted.size() == name.size() + 2 && wanted.front() == '{' && wanted.substr(1, name.size()) == name)
      return given;
  }
  return {};
}

// Of patterns that match one path, the first difference is between a literal segment and a placeholder; '{' sorts
// behind whatever a literal of ours begins with.
std::string_view Router::pattern_of(std::string_view path) const noexcept {
  std::string_view best;
  for (const Route& route : routes_) {
    if (matches(route.pattern, path) && (best.empty() || route.pattern < best)) best = route.pattern;
  }
  return best;
}

Result<const Route*> Router::find(Method method, std::string_view path) const {
  const std::string_view pattern = pattern_of(path);
  if (pattern.empty()) return Error(HttpError::no_such_route);
  const Method wanted = method == Method::head ? Method::get : method;
  for (const Route& route : routes_) {
    if (route.method == wanted && route.pattern == pattern) return &route;
  }
  return Error(HttpError::method_not_allowed, allowed_methods(pattern));
}

std::string Router::allowed_methods(std::string_view pattern) const {
  std::string allowed;
  for (const Route& route : routes_) {
    if (route.pattern != pattern) continue;
    if (!allowed.empty()) allowed += ", ";
    allowed += to_string(route.method);
    if (route.method == Method::get) allowed += ", HEAD";
  }
  return allowed;
}

}  // namespace ratestack::http
