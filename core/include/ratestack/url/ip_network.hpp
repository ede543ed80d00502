// A block of addresses that share a prefix (RFC 4632, RFC 4291 section 2.3).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ratestack/url/ip_address.hpp"

namespace ratestack {

class IpNetwork {
 public:
  /// "10.0.0.0/8", "2001:db8::/32", or one address. Nothing where a bit behind the prefix is set: "10.0.0.1/8" is
  /// either a slip or means 10.0.0.1.
  static std::optional<IpNetwork> parse(std::string_view text) noexcept;
  /// The block of `prefix_bits` around `address`. `prefix_bits` above the address's size counts as the whole address.
  static IpNetwork around(const IpAddress& address, unsigned prefix_bits) noexcept;

  [[nodiscard]] const IpAddress& base() const noexcept { return base_; }
  [[nodiscard]] unsigned prefix_bits() const noexcept { return prefix_bits_; }
  /// False for an address of the other family: ::ffff:10.0.0.1 is not in 10.0.0.0/8.
  [[nodiscard]] bool contains(const IpAddress& address) const noexcept;
  [[nodiscard]] std::string to_text() const;  // always with "/"
  friend bool operator==(const IpNetwork&, const IpNetwork&) = default;

 private:
  IpNetwork(const IpAddress& base, unsigned prefix_bits) noexcept : base_(base), prefix_bits_(prefix_bits) {}
  IpAddress base_;
  unsigned prefix_bits_;
};

}  // namespace ratestack
