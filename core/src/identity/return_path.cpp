#include "ratestack/identity/return_path.hpp"

#include <algorithm>

namespace ratestack {
namespace {

bool is_allowed(char c) { return c > ' ' && c <= '~' && c != '\\'; }

}  // namespace

bool is_local_return_path(std::string_view text) noexcept {
  if (text.size() > kMaxReturnPathBytes || !text.starts_with('/')) return false;
  const std::string_view path = text.substr(0, text.find_first_of("?#"));
  return path.find("//") == std::string_view::npos && std::all_of(text.begin(), text.end(), is_allowed);
}

}  // namespace ratestack
