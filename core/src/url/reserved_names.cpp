#include "url/reserved_names.hpp"

#include <array>
#include <string>

#include "url/address_tables.hpp"

namespace ratestack {
namespace {

struct ReservedName {
  std::string_view name;
  std::string_view words;
};

constexpr std::array<ReservedName, 4> kReserved{{
    {"localhost", "localhost, RFC 6761 section 6.3"},
    {"svc.cluster.local", ".svc.cluster.local, services of a Kubernetes cluster"},
    {"local", ".local, link-local multicast DNS, RFC 6762"},
    {"internal", ".internal, reserved by ICANN for private use"},
}};

// The dot before the name is looked at first: it is missing nearly always.
bool is_or_lies_below(std::string_view host, std::string_view name) noexcept {
  if (host.size() <= name.size()) return host == name;
  return host[host.size() - name.size() - 1] == '.' && host.ends_with(name);
}

}  // namespace

Result<void> judge_name(std::string_view host) {
  for (const tables::MetadataName& metadata : tables::metadata_names()) {
    if (is_or_lies_below(host, metadata.name)) return Error(UrlError::metadata_endpoint, std::string(metadata.words));
  }
  for (const ReservedName& reserved : kReserved) {
    if (is_or_lies_below(host, reserved.name)) return Error(UrlError::blocked_address, std::string(reserved.words));
  }
  if (host.find('.') == std::string_view::npos) {
    return Error(UrlError::blocked_address, "a name of a single label, resolved by the machine's search list");
  }
  return {};
}

}  // namespace ratestack
