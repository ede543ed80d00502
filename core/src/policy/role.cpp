#include "ratestack/policy/role.hpp"

#include <algorithm>
#include <initializer_list>

namespace ratestack {
namespace {

using enum Capability;

constexpr std::array<std::string_view, kRoleCount> kNames{"ORG_ADMIN",         "LOAN_OFFICER", "PRICING_MANAGER",
                                                          "LOCK_DESK",         "AUDITOR",      "PROVIDER",
                                                          "PLATFORM_OPERATOR", "SUPER_ADMIN"};

constexpr CapabilitySet set_of(std::initializer_list<Capability> members) {
  CapabilitySet set;
  for (const Capability c : members) set = set.with(c);
  return set;
}

// In the order of the enum; the table of contract 3.4.
constexpr std::array<CapabilitySet, kRoleCount> kCapabilities{
    set_of({loan_read, ratesheet_read, org_admin, integration_manage, audit_read}),
    set_of({loan_read, loan_write, loan_share, loan_price, ratesheet_read, lock_request}),
    set_of({loan_read, loan_price, ratesheet_read, ratesheet_activate}),
    set_of({loan_read, loan_price, ratesheet_read, lock_request, lock_commit}),
    set_of({loan_read, audit_read}),
    set_of({provider_ratesheet_publish, provider_loan_import, provider_loan_status, provider_pricing_quote,
            provider_lock_confirm, provider_document_deliver, provider_webhook_subscribe}),
    set_of({audit_read, platform_operate}),
    CapabilitySet::all()};

}  // namespace

std::string_view to_string(Role role) noexcept { return kNames[static_cast<std::size_t>(role)]; }

std::optional<Role> parse_role(std::string_view name) noexcept {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Role>(found - kNames.begin());
}

bool exists_in(Role role, OrgType type) noexcept {
  return type == OrgType::platform || (role != Role::platform_operator && role != Role::super_admin);
}

CapabilitySet capabilities_of(Role role) noexcept { return kCapabilities[static_cast<std::size_t>(role)]; }

CapabilitySet capabilities_of(RoleSet roles, OrgType type) noexcept {
  CapabilitySet set;
  for (std::size_t i = 0; i < kRoleCount; ++i) {
    const auto role = static_cast<Role>(i);
    if (roles.contains(role) && exists_in(role, type)) set = set | capabilities_of(role);
  }
  return set & ceiling(type);
}

}  // namespace ratestack
