#include "url/embedded_v4.hpp"

#include <algorithm>

#include "url/prefix.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kReservedOctet = 8;  // RFC 6052 section 2.2: bits 64 to 71, "u", must be zero

constexpr std::array<unsigned, 6> kNat64Lengths{32, 40, 48, 56, 64, 96};

IpAddress v4_at(ByteSpan bytes, std::size_t at) noexcept {
  return IpAddress::v4({bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]});
}

bool starts_with(ByteSpan bytes, std::initializer_list<std::uint8_t> prefix) noexcept {
  return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

bool all_zero(ByteSpan bytes) noexcept {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

// RFC 4291 section 2.5.5 and RFC 2765 section 2.1: ::a.b.c.d, ::ffff:a.b.c.d and ::ffff:0:a.b.c.d.
void add_zero_prefixed(ByteSpan bytes, EmbeddedV4s& out) noexcept {
  if (!all_zero(bytes.first(8))) return;
  const auto middle = bytes.subspan(8, 4);
  // :: and ::1 are addresses of their own, not 0.0.0.0 and 0.0.0.1.
  const bool own = all_zero(bytes.first(15)) && bytes[15] <= 1;
  if (all_zero(middle) && !own) out.add({v4_at(bytes, 12), "IPv4-compatible (RFC 4291)"});
  if (starts_with(middle, {0, 0, 0xFF, 0xFF})) out.add({v4_at(bytes, 12), "IPv4-mapped (RFC 4291)"});
  if (starts_with(middle, {0xFF, 0xFF, 0, 0})) out.add({v4_at(bytes, 12), "IPv4-translated (RFC 2765)"});
}

void add_tunnels(ByteSpan bytes, EmbeddedV4s& out) noexcept {
  if (starts_with(bytes, {0x20, 0x02})) out.add({v4_at(bytes, 2), "6to4 (RFC 3056)"});
  // RFC 4380 section 4: 2001:0::/32, the client's address with every bit turned over.
  if (starts_with(bytes, {0x20, 0x01, 0, 0})) {
    const auto turned = [&](std::size_t i) { return static_cast<std::uint8_t>(~bytes[i]); };
    out.add({IpAddress::v4({turned(12), turned(13), turned(14), turned(15)}), "Teredo (RFC 4380)"});
  }
  // RFC 5214 section 6.1: interface identifier 0000:5efe or, for a globally unique address, 0200:5efe.
  const auto interface_id = bytes.subspan(8);
  if (starts_with(interface_id, {0, 0, 0x5E, 0xFE}) || starts_with(interface_id, {2, 0, 0x5E, 0xFE})) {
    out.add({v4_at(bytes, 12), "ISATAP (RFC 5214)"});
  }
}

void add_nat64(const IpAddress& address, EmbeddedV4s& out) noexcept {
  const ByteSpan bytes = address.bytes();
  if (!starts_with(bytes, {0, 0x64, 0xFF, 0x9B})) return;
  if (all_zero(bytes.subspan(4, 8))) out.add({v4_at(bytes, 12), "NAT64 (RFC 6052)"});
  // RFC 8215: the operator chooses any prefix inside of 64:ff9b:1::/48, so every length may be meant.
  if (!starts_with(bytes.subspan(4), {0, 1})) return;
  for (const unsigned length : {48U, 56U, 64U, 96U}) {
    if (const auto v4 = nat64_embedded(address, length)) out.add({*v4, "NAT64 for local use (RFC 8215)"});
  }
}

}  // namespace

bool is_nat64_length(unsigned prefix_bits) noexcept {
  return std::find(kNat64Lengths.begin(), kNat64Lengths.end(), prefix_bits) != kNat64Lengths.end();
}

std::optional<IpAddress> nat64_embedded(const IpAddress& address, unsigned prefix_bits) noexcept {
  const ByteSpan bytes = address.bytes();
  if (bytes[kReservedOctet] != 0) return std::nullopt;
  IpAddress::V4Bytes v4{};
  std::size_t at = prefix_bits / 8;
  for (std::uint8_t& byte : v4) {
    if (at == kReservedOctet) ++at;
    byte = bytes[at++];
  }
  return IpAddress::v4(v4);
}

EmbeddedV4s embedded_v4(const IpAddress& address) noexcept {
  EmbeddedV4s out;
  if (address.is_v4()) return out;
  add_zero_prefixed(address.bytes(), out);
  add_tunnels(address.bytes(), out);
  add_nat64(address, out);
  return out;
}

}  // namespace ratestack
