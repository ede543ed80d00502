#include "url/canonical_host.hpp"

#include <algorithm>

#include "ratestack/url/host_allowlist.hpp"
#include "ratestack/url/url_error.hpp"
#include "url/parser/host.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kMaxLabelBytes = 63;

}  // namespace

Result<std::string> canonical_host(std::string_view text) {
  if (text.empty()) return Error(UrlError::invalid_url, "no host");
  std::string host;
  const char* broken = url_detail::append_host(host, text, url_detail::HostKind::domain);
  if (broken != nullptr) return Error(UrlError::invalid_url, broken);
  return host;
}

std::string_view without_root_dot(std::string_view host) noexcept {
  if (host.ends_with('.')) host.remove_suffix(1);
  return host;
}

bool fits_dns(std::string_view host) noexcept {
  if (host.size() > kMaxHostBytes) return false;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(host.find('.', begin), host.size());
    if (end == begin || end - begin > kMaxLabelBytes) return false;
    if (end == host.size()) return true;
    begin = end + 1;
  }
}

}  // namespace ratestack
