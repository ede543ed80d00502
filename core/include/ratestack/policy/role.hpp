// The roles that members hold and what each may do (contract 3.4). What a subject may really do is cut to the ceiling
// of the organisation's type.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "ratestack/policy/capability.hpp"
#include "ratestack/policy/org_type.hpp"

namespace ratestack {

enum class Role : std::uint8_t {
  org_admin,
  loan_officer,
  pricing_manager,
  lock_desk,
  auditor,
  provider,
  platform_operator,
  super_admin,
};
inline constexpr std::size_t kRoleCount = 8;

[[nodiscard]] std::string_view to_string(Role role) noexcept;  // "ORG_ADMIN"
[[nodiscard]] std::optional<Role> parse_role(std::string_view name) noexcept;

/// Whether members of such an organisation may hold it: two roles exist in the platform organisation alone.
[[nodiscard]] bool exists_in(Role role, OrgType type) noexcept;

/// A set of roles as a value; the empty set allows nothing.
class RoleSet {
 public:
  constexpr RoleSet() = default;
  /// Bits of no role are dropped.
  static constexpr RoleSet from_bits(std::uint32_t bits) noexcept { return RoleSet(bits & ((1U << kRoleCount) - 1)); }

  [[nodiscard]] constexpr RoleSet with(Role role) const noexcept { return RoleSet(bits_ | bit(role)); }
  [[nodiscard]] constexpr bool contains(Role role) const noexcept { return (bits_ & bit(role)) != 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  [[nodiscard]] constexpr std::uint32_t bits() const noexcept { return bits_; }
  friend constexpr bool operator==(RoleSet, RoleSet) = default;

 private:
  explicit constexpr RoleSet(std::uint32_t bits) noexcept : bits_(bits) {}
  static constexpr std::uint32_t bit(Role role) noexcept { return 1U << static_cast<unsigned>(role); }
  std::uint32_t bits_ = 0;
};

/// What a role brings. Provider capabilities come with a key, so PROVIDER brings all seven for the key to choose from.
[[nodiscard]] CapabilitySet capabilities_of(Role role) noexcept;
/// What a member with these roles may do in an organisation of this type: ceiling and roles, without grants.
[[nodiscard]] CapabilitySet capabilities_of(RoleSet roles, OrgType type) noexcept;

}  // namespace ratestack
