#include "ratestack/url/request_path.hpp"

#include <algorithm>

namespace ratestack {
namespace {

// RFC 3986 section 2.3, without the help of a locale.
bool is_unreserved(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// RFC 3986 section 3.3: "." and ".." are removed when a reference is resolved.
bool is_segment(std::string_view text) noexcept {
  return !text.empty() && text != "." && text != ".." && std::all_of(text.begin(), text.end(), is_unreserved);
}

}  // namespace

bool is_canonical_request_path(std::string_view path) noexcept {
  if (path.empty()) return false;
  while (!path.empty()) {
    if (path.front() != '/') return false;
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    if (!is_segment(segment)) return false;
    path.remove_prefix(segment.size());
  }
  return true;
}

}  // namespace ratestack
