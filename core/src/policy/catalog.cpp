#include "ratestack/policy/catalog.hpp"

namespace ratestack {
namespace {

using enum Capability;
using enum CapabilityKind;

constexpr std::array<CatalogEntry, kCapabilityCount> kCatalog{{
    {loan_read, operational, "loan.read", "Read loans", "See loans of the organisation and what happened to them."},
    {loan_write, operational, "loan.write", "Edit loans", "Create loans and change their data."},
    {loan_share, operational, "loan.share", "Share loans", "Give another organisation access to a loan."},
    {loan_price, operational, "loan.price", "Price loans", "Ask for the price of a loan against active rate sheets."},
    {ratesheet_read, operational, "ratesheet.read", "Read rate sheets",
     "See rate sheets and which of them are active."},
    {ratesheet_activate, operational, "ratesheet.activate", "Activate rate sheets",
     "Create rate sheets and decide which one prices are made from."},
    {lock_request, operational, "lock.request", "Request locks", "Ask for the price of a loan to be held."},
    {lock_commit, operational, "lock.commit", "Commit locks", "Accept a requested lock, which binds the organisation."},
    {org_admin, operational, "org.admin", "Administer the organisation",
     "Manage members, roles, delegations, API keys and what the organisation has enabled."},
    {integration_manage, operational, "integration.manage", "Manage integrations",
     "Manage webhooks, mail, hosts and the secrets that they need."},
    {audit_read, operational, "audit.read", "Read the audit log",
     "Read, verify and export the audit log as far as it concerns the organisation."},
    {platform_operate, operational, "platform.operate", "Operate the platform",
     "Run the platform itself, and act for another organisation under a recorded override."},
    {provider_ratesheet_publish, provider, "provider.ratesheet.publish", "Publish rate sheets",
     "Deliver rate sheets from a provider's system."},
    {provider_loan_import, provider, "provider.loan.import", "Import loans", "Deliver loans from a provider's system."},
    {provider_loan_status, provider, "provider.loan.status", "Report loan status",
     "Report the progress of a loan from a provider's system."},
    {provider_pricing_quote, provider, "provider.pricing.quote", "Quote prices",
     "Deliver prices of loans from a provider's system."},
    {provider_lock_confirm, provider, "provider.lock.confirm", "Confirm locks",
     "Confirm from a provider's system that a lock holds."},
    {provider_document_deliver, provider, "provider.document.deliver", "Deliver documents",
     "Deliver documents to a loan from a provider's system."},
    {provider_webhook_subscribe, provider, "provider.webhook.subscribe", "Subscribe to webhooks",
     "Have events sent to a provider's system."},
}};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < kCapabilityCount; ++i) {
    if (kCatalog[i].capability != static_cast<Capability>(i)) return false;
  }
  return true;
}
static_assert(is_in_order(), "an entry is found by its capability's number");

}  // namespace

std::string_view to_string(CapabilityKind kind) noexcept { return kind == operational ? "operational" : "provider"; }

const std::array<CatalogEntry, kCapabilityCount>& capability_catalog() noexcept { return kCatalog; }

}  // namespace ratestack
