#include "ratestack/policy/org_type.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace ratestack {
namespace {

using enum Capability;

constexpr std::array<std::string_view, kOrgTypeCount> kNames{"ORIGINATOR", "INVESTOR", "CORRESPONDENT", "SUBSERVICER",
                                                             "PLATFORM"};

constexpr CapabilitySet set_of(std::initializer_list<Capability> members) {
  CapabilitySet set;
  for (const Capability c : members) set = set.with(c);
  return set;
}

// In the order of the enum; the table of contract 3.4.
constexpr std::array<CapabilitySet, kOrgTypeCount> kCeilings{
    set_of({loan_read, loan_write, loan_share, loan_price, ratesheet_read, lock_request, org_admin, integration_manage,
            audit_read, provider_loan_import, provider_loan_status, provider_pricing_quote, provider_document_deliver,
            provider_webhook_subscribe}),
    set_of({loan_read, loan_price, ratesheet_read, ratesheet_activate, lock_commit, org_admin, integration_manage,
            audit_read, provider_ratesheet_publish, provider_lock_confirm, provider_document_deliver,
            provider_webhook_subscribe}),
    set_of({loan_read, loan_write, loan_share, loan_price, ratesheet_read, ratesheet_activate, lock_request,
            lock_commit, org_admin, integration_manage, audit_read, provider_ratesheet_publish, provider_loan_import,
            provider_loan_status, provider_pricing_quote, provider_lock_confirm, provider_document_deliver,
            provider_webhook_subscribe}),
    set_of({loan_read, org_admin, integration_manage, audit_read, provider_loan_status, provider_document_deliver,
            provider_webhook_subscribe}),
    CapabilitySet::all()};

}  // namespace

std::string_view to_string(OrgType type) noexcept { return kNames[static_cast<std::size_t>(type)]; }

std::optional<OrgType> parse_org_type(std::string_view name) noexcept {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<OrgType>(found - kNames.begin());
}

CapabilitySet ceiling(OrgType type) noexcept { return kCeilings[static_cast<std::size_t>(type)]; }

}  // namespace ratestack
