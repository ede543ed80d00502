#include "ratestack/url/host_allowlist.hpp"

#include <optional>

#include "ratestack/url/ip_address.hpp"
#include "url/canonical_host.hpp"
#include "url/host_table.hpp"

namespace ratestack {

static_assert(HostTable::kSlots == kMaxAllowedHosts && HostTable::kSlotBytes > kMaxHostBytes);

struct HostAllowlist::Table {
  HostTable hosts;
};

namespace {

constexpr std::string_view kAnyHost = "*";
constexpr std::string_view kBelow = "*.";

bool is_address(std::string_view host) noexcept { return host.starts_with('[') || IpAddress::parse(host).has_value(); }

// The canonical host of an entry without its "*."; nothing where it names none that DNS could.
std::optional<std::string> named_host(std::string_view entry) {
  if (entry.find('*') != std::string_view::npos) return std::nullopt;  // which the host parser would let pass
  const auto host = canonical_host(entry);
  if (!host) return std::nullopt;
  const std::string_view name = without_root_dot(*host);
  return is_address(name) || fits_dns(name) ? std::optional<std::string>(name) : std::nullopt;
}

bool set_slot(HostTable& table, std::size_t slot, std::string_view entry) {
  if (entry == kAnyHost) {
    table.set(slot, "", 1, kMaxHostBytes);
    return true;
  }
  const bool below = entry.starts_with(kBelow);
  const auto host = named_host(below ? entry.substr(kBelow.size()) : entry);
  if (!host) return false;
  if (!below) {
    table.set(slot, *host, host->size(), host->size());
    return true;
  }
  const std::string tail = "." + *host;
  if (is_address(*host) || tail.size() >= kMaxHostBytes) return false;  // nothing lies below those
  table.set(slot, tail, tail.size() + 1, kMaxHostBytes);
  return true;
}

}  // namespace

HostAllowlist::HostAllowlist() : table_(std::make_shared<const Table>()) {}

Result<HostAllowlist> HostAllowlist::create(const std::vector<std::string>& entries) {
  if (entries.size() > kMaxAllowedHosts) return Error(PolicyError::too_many, "hosts");
  auto table = std::make_shared<Table>();
  bool any = false;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!set_slot(table->hosts, i, entries[i])) {
      return Error(PolicyError::invalid_host, "hosts entry " + std::to_string(i + 1));
    }
    any = any || entries[i] == kAnyHost;
  }
  HostAllowlist list(std::move(table));
  list.allows_any_ = any;
  return list;
}

bool HostAllowlist::matches(std::string_view host) const noexcept {
  return !host.empty() && host.size() <= kMaxHostBytes && table_->hosts.contains(host);
}

ByteSpan HostAllowlist::table_bytes() const noexcept {
  return {reinterpret_cast<const std::uint8_t*>(&table_->hosts), sizeof(HostTable)};
}

}  // namespace ratestack
