// The capabilities (contract 3.4): 12 operational, then 7 provider. Ceilings and roles build on it; the catalog
// describes them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ratestack {

enum class Capability : std::uint8_t {
  loan_read,
  loan_write,
  loan_share,
  loan_price,
  ratesheet_read,
  ratesheet_activate,
  lock_request,
  lock_commit,
  org_admin,
  integration_manage,
  audit_read,
  platform_operate,
  provider_ratesheet_publish,
  provider_loan_import,
  provider_loan_status,
  provider_pricing_quote,
  provider_lock_confirm,
  provider_document_deliver,
  provider_webhook_subscribe,
};
inline constexpr std::size_t kCapabilityCount = 19;

[[nodiscard]] std::string_view to_string(Capability capability) noexcept;  // "loan.read"
[[nodiscard]] std::optional<Capability> parse_capability(std::string_view name) noexcept;

/// A set of capabilities as a value; the empty set allows nothing.
class CapabilitySet {
 public:
  constexpr CapabilitySet() = default;
  static constexpr CapabilitySet all() noexcept { return CapabilitySet((1U << kCapabilityCount) - 1); }
  /// Bits outside of the catalog are dropped.
  static constexpr CapabilitySet from_bits(std::uint32_t bits) noexcept { return CapabilitySet(bits & all().bits_); }

  [[nodiscard]] constexpr CapabilitySet with(Capability c) const noexcept { return CapabilitySet(bits_ | bit(c)); }
  [[nodiscard]] constexpr bool contains(Capability c) const noexcept { return (bits_ & bit(c)) != 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  [[nodiscard]] constexpr std::uint32_t bits() const noexcept { return bits_; }
  friend constexpr CapabilitySet operator&(CapabilitySet a, CapabilitySet b) {
    return CapabilitySet(a.bits_ & b.bits_);
  }
  friend constexpr CapabilitySet operator|(CapabilitySet a, CapabilitySet b) {
    return CapabilitySet(a.bits_ | b.bits_);
  }
  /// What of `a` is not in `b`.
  friend constexpr CapabilitySet operator-(CapabilitySet a, CapabilitySet b) {
    return CapabilitySet(a.bits_ & ~b.bits_);
  }
  friend constexpr bool operator==(CapabilitySet, CapabilitySet) = default;

 private:
  explicit constexpr CapabilitySet(std::uint32_t bits) noexcept : bits_(bits) {}
  static constexpr std::uint32_t bit(Capability c) noexcept { return 1U << static_cast<unsigned>(c); }
  std::uint32_t bits_ = 0;
};

}  // namespace ratestack
