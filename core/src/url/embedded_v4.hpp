// IPv4 addresses that hide inside IPv6 ones: a router or an operating system may take either for the other.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "ratestack/url/ip_network.hpp"

namespace ratestack {

struct EmbeddedV4 {
  IpAddress v4;
  std::string_view how;  // "6to4 (RFC 3056)"; static
};

/// What one address may stand for, at most one reading a mechanism.
class EmbeddedV4s {
 public:
  static constexpr std::size_t kMost = 8;

  void add(const EmbeddedV4& embedded) noexcept { items_[size_++] = embedded; }
  [[nodiscard]] const EmbeddedV4* begin() const noexcept { return items_.data(); }
  [[nodiscard]] const EmbeddedV4* end() const noexcept { return items_.data() + size_; }

 private:
  std::array<EmbeddedV4, kMost> items_{};
  std::size_t size_ = 0;
};

/// Every IPv4 address that `address` embeds by a rule anyone knows: mapped, compatible, translated, 6to4, Teredo, the
/// two NAT64 prefixes of RFC 6052 and RFC 8215, ISATAP. Empty for IPv4.
[[nodiscard]] EmbeddedV4s embedded_v4(const IpAddress& address) noexcept;

/// RFC 6052 section 2.2 for a prefix of 32, 40, 48, 56, 64 or 96 bits; nothing where bits 64 to 71 are not zero.
/// `address` is IPv6.
[[nodiscard]] std::optional<IpAddress> nat64_embedded(const IpAddress& address, unsigned prefix_bits) noexcept;

/// Whether an RFC 6052 prefix may have that length.
[[nodiscard]] bool is_nat64_length(unsigned prefix_bits) noexcept;

}  // namespace ratestack
