// What make_address_tables.py makes of the registries: see tables/.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace ratestack::tables {

struct SpecialRange {
  std::array<std::uint8_t, 16> base;  // an IPv4 block fills the first four
  std::uint8_t prefix_bits;
  std::string_view words;  // "127.0.0.0/8 loopback, RFC 1122 section 3.2.1.3"
};

struct MetadataAddress {
  std::array<std::uint8_t, 16> bytes;
  std::uint8_t size;  // 4 or 16
  std::string_view words;
};

struct MetadataName {
  std::string_view name;  // it and everything below it
  std::string_view words;
};

[[nodiscard]] std::string_view registry_date() noexcept;  // "2025-10-09": when IANA last changed what was read
[[nodiscard]] std::span<const SpecialRange> special_v4() noexcept;  // more specific blocks first
[[nodiscard]] std::span<const SpecialRange> special_v6() noexcept;
[[nodiscard]] std::span<const MetadataAddress> metadata_addresses() noexcept;
[[nodiscard]] std::span<const MetadataName> metadata_names() noexcept;

}  // namespace ratestack::tables
