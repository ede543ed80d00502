#include "ratestack/url/ip_network.hpp"

#include "url/prefix.hpp"

namespace ratestack {
namespace {

unsigned bits_of(const IpAddress& address) noexcept { return static_cast<unsigned>(address.bytes().size() * 8); }

// Decimal without sign and leading zeros.
std::optional<unsigned> parse_prefix_bits(std::string_view text, unsigned most) noexcept {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value <= most ? std::optional(value) : std::nullopt;
}

template <std::size_t N>
std::array<std::uint8_t, N> masked(ByteSpan bytes, unsigned prefix_bits) noexcept {
  std::array<std::uint8_t, N> out{};
  for (std::size_t i = 0; i < N; ++i) {
    const unsigned before = static_cast<unsigned>(i) * 8;
    const unsigned kept = prefix_bits <= before ? 0 : std::min(prefix_bits - before, 8U);
    out[i] = static_cast<std::uint8_t>(bytes[i] & (0xFF00U >> kept));
  }
  return out;
}

}  // namespace

IpNetwork IpNetwork::around(const IpAddress& address, unsigned prefix_bits) noexcept {
  const unsigned bits = std::min(prefix_bits, bits_of(address));
  if (address.is_v4()) return {IpAddress::v4(masked<4>(address.bytes(), bits)), bits};
  return {IpAddress::v6(masked<16>(address.bytes(), bits)), bits};
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) noexcept {
  const std::size_t slash = text.find('/');
  const auto address = IpAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  if (slash == std::string_view::npos) return around(*address, bits_of(*address));
  const auto bits = parse_prefix_bits(text.substr(slash + 1), bits_of(*address));
  if (!bits) return std::nullopt;
  const IpNetwork network = around(*address, *bits);
  return network.base_ == *address ? std::optional(network) : std::nullopt;
}

bool IpNetwork::contains(const IpAddress& address) const noexcept {
  return base_.is_v4() == address.is_v4() && shares_prefix(base_.bytes(), address.bytes(), prefix_bits_);
}

std::string IpNetwork::to_text() const { return base_.to_text() + '/' + std::to_string(prefix_bits_); }

}  // namespace ratestack
