#include "native/storage/postgres/target.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>

namespace ratestack::postgres {
namespace {

// Debian's bundle of the authorities that the system trusts.
constexpr std::string_view kSystemRoots = "/etc/ssl/certs/ca-certificates.crt";

struct FreeOptions {
  void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};
struct FreeMemory {
  void operator()(char* memory) const noexcept { PQfreemem(memory); }
};

bool is_loopback(std::string_view host) {
  return host.empty() || host.starts_with('/') || host.starts_with('@') || host == "localhost" || host == "::1" ||
         host.starts_with("127.");
}

// Every one of "a,b,c".
template <typename Predicate>
bool all_of_list(std::string_view list, Predicate predicate) {
  for (;;) {
    const std::size_t comma = list.find(',');
    if (!predicate(list.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace

Result<Target> Target::parse(std::string_view url) {
  if (!url.starts_with("postgresql://") && !url.starts_with("postgres://")) return service::StoreError::unsupported;
  char* raw_message = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(std::string(url).c_str(), &raw_message));
  const std::unique_ptr<char, FreeMemory> message(raw_message);  // it may repeat the password
  if (!options) return Error(service::StoreError::unsupported, "libpq cannot read it");
  Settings settings;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) settings.emplace_back(option->keyword, option->val);
  }
  Target target(std::move(settings));
  if (!target.is_local()) {
    target.set_default("sslmode", "verify-full");
    target.set_default("sslrootcert", kSystemRoots);
  }
  target.set_default("keepalives_idle", "5");
  target.set_default("keepalives_interval", "2");
  target.set_default("keepalives_count", "3");
  target.set_default("tcp_user_timeout", "10000");
  target.set_default("application_name", "ratestack");
  target.set_default("client_encoding", "UTF8");
  return target;
}

std::string Target::describe() const {
  std::string out = "postgresql://";
  if (const auto user = get("user"); !user.empty()) out += std::string(user) + "@";
  out += get("host").empty() ? get("hostaddr") : get("host");
  if (const auto port = get("port"); !port.empty()) out += ":" + std::string(port);
  return out + "/" + std::string(get("dbname"));
}

bool Target::is_private() const { return is_local() || get("sslmode") == "verify-full"; }

std::string_view Target::get(std::string_view name) const {
  const auto found =
      std::find_if(settings_.begin(), settings_.end(), [&](const auto& setting) { return setting.first == name; });
  return found == settings_.end() ? std::string_view() : std::string_view(found->second);
}

void Target::set_default(std::string_view name, std::string_view value) {
  if (get(name).empty()) settings_.emplace_back(name, value);
}

bool Target::is_local() const {
  return all_of_list(get("host"), is_loopback) && all_of_list(get("hostaddr"), is_loopback);
}

}  // namespace ratestack::postgres
