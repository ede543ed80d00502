#include "ratestack/url/address_policy.hpp"

#include <algorithm>

#include "url/address_tables.hpp"
#include "url/embedded_v4.hpp"
#include "url/prefix.hpp"

namespace ratestack {
namespace {

const tables::MetadataAddress* find_metadata(const IpAddress& address) noexcept {
  const ByteSpan bytes = address.bytes();
  for (const tables::MetadataAddress& endpoint : tables::metadata_addresses()) {
    if (endpoint.size == bytes.size() && std::equal(bytes.begin(), bytes.end(), endpoint.bytes.begin()))
      return &endpoint;
  }
  return nullptr;
}

const tables::SpecialRange* find_special(const IpAddress& address) noexcept {
  for (const tables::SpecialRange& range : address.is_v4() ? tables::special_v4() : tables::special_v6()) {
    if (shares_prefix(range.base, address.bytes(), range.prefix_bits)) return &range;
  }
  return nullptr;
}

// RFC 4291 section 2.4 and RFC 3587: what is handed out as global unicast is 2000::/3, and nothing else is.
bool is_global_unicast(const IpAddress& address) noexcept { return address.bytes()[0] >> 5U == 1; }

const IpNetwork* find_network(const std::vector<IpNetwork>& networks, const IpAddress& address) noexcept {
  const auto found = std::find_if(networks.begin(), networks.end(),
                                  [&](const IpNetwork& network) { return network.contains(address); });
  return found == networks.end() ? nullptr : &*found;
}

Error blocked(std::string_view words) { return {UrlError::blocked_address, std::string(words)}; }

// The same refusal, saying how the IPv4 address came to be.
Error inside(const Error& refusal, const EmbeddedV4& embedded) {
  return Error(refusal.code, std::string(embedded.how) + ": " + refusal.context);
}

Result<void> judge_metadata(const IpAddress& address) {
  if (const auto* endpoint = find_metadata(address))
    return Error(UrlError::metadata_endpoint, std::string(endpoint->words));
  for (const EmbeddedV4& embedded : embedded_v4(address)) {
    if (const auto refusal = judge_metadata(embedded.v4); !refusal) return inside(refusal.error(), embedded);
  }
  return {};
}

Result<std::vector<IpNetwork>> parse_networks(const std::vector<std::string>& texts, std::string_view list) {
  if (texts.size() > kMaxNetworks) return Error(PolicyError::too_many, std::string(list));
  std::vector<IpNetwork> networks;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto network = IpNetwork::parse(texts[i]);
    if (!network) return Error(PolicyError::invalid_network, std::string(list) + " entry " + std::to_string(i + 1));
    networks.push_back(*network);
  }
  return networks;
}

bool is_nat64_prefix(const IpNetwork& network) noexcept {
  const IpAddress& base = network.base();
  // Bits 64 to 71 of a /96 are part of the prefix and zero by RFC 6052 section 2.2.
  return !base.is_v4() && is_nat64_length(network.prefix_bits()) && base.bytes()[8] == 0;
}

}  // namespace

std::string_view address_registry_date() noexcept { return tables::registry_date(); }

Result<AddressPolicy> AddressPolicy::create(const std::vector<std::string>& networks,
                                            const std::vector<std::string>& nat64_prefixes) {
  auto allowed = parse_networks(networks, "networks");
  if (!allowed) return allowed.error();
  auto prefixes = parse_networks(nat64_prefixes, "nat64_prefixes");
  if (!prefixes) return prefixes.error();
  AddressPolicy policy;
  policy.networks_ = std::move(*allowed);
  policy.nat64_prefixes_ = std::move(*prefixes);
  for (std::size_t i = 0; i < policy.nat64_prefixes_.size(); ++i) {
    if (is_nat64_prefix(policy.nat64_prefixes_[i])) continue;
    return Error(PolicyError::invalid_network,
                 "nat64_prefixes entry " + std::to_string(i + 1) + ": no RFC 6052 prefix");
  }
  return policy;
}

Result<void> AddressPolicy::judge(const IpAddress& address) const {
  if (auto refusal = judge_metadata(address); !refusal) return refusal;
  return address.is_v4() ? judge_registered(address) : judge_v6(address);
}

Result<void> AddressPolicy::judge_v6(const IpAddress& address) const {
  const auto in_nat64 = std::find_if(nat64_prefixes_.begin(), nat64_prefixes_.end(),
                                     [&](const IpNetwork& prefix) { return prefix.contains(address); });
  if (in_nat64 != nat64_prefixes_.end()) return judge_nat64(address);
  for (const EmbeddedV4& embedded : embedded_v4(address)) {
    if (const auto refusal = judge_registered(embedded.v4); !refusal) return inside(refusal.error(), embedded);
  }
  return judge_registered(address);
}

// One prefix may lie inside of another: whichever the translator takes, the address must be a good one.
Result<void> AddressPolicy::judge_nat64(const IpAddress& address) const {
  for (const IpNetwork& prefix : nat64_prefixes_) {
    if (!prefix.contains(address)) continue;
    const auto v4 = nat64_embedded(address, prefix.prefix_bits());
    if (!v4) return blocked("NAT64 prefix of the operator: bits 64 to 71 are set, RFC 6052 section 2.2");
    const auto refusal = judge(*v4);
    if (!refusal) return inside(refusal.error(), {*v4, "NAT64 prefix of the operator"});
  }
  return {};
}

Result<void> AddressPolicy::judge_registered(const IpAddress& address) const {
  if (find_network(networks_, address) != nullptr) return {};
  if (const auto* range = find_special(address)) return blocked(range->words);
  if (!address.is_v4() && !is_global_unicast(address)) {
    return blocked("outside of 2000::/3, not global unicast, RFC 4291 section 2.4");
  }
  return {};
}

}  // namespace ratestack
