// A table of situations in which somebody asks for something, in names alone: types of organisation x what is enabled x
// every set of roles x keys and grants x moments around their expiry. Native and in the module the same decisions must
// come out of it; tests/integration/agreement/policy.mjs writes it down a second time.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ratestack::testing {

using Names = std::vector<std::string_view>;

// As contract 3.4 lists them.
inline const Names kCapabilityNames{"loan.read",
                                    "loan.write",
                                    "loan.share",
                                    "loan.price",
                                    "ratesheet.read",
                                    "ratesheet.activate",
                                    "lock.request",
                                    "lock.commit",
                                    "org.admin",
                                    "integration.manage",
                                    "audit.read",
                                    "platform.operate",
                                    "provider.ratesheet.publish",
                                    "provider.loan.import",
                                    "provider.loan.status",
                                    "provider.pricing.quote",
                                    "provider.lock.confirm",
                                    "provider.document.deliver",
                                    "provider.webhook.subscribe"};
inline const Names kRoleNames{"ORG_ADMIN", "LOAN_OFFICER", "PRICING_MANAGER",   "LOCK_DESK",
                              "AUDITOR",   "PROVIDER",     "PLATFORM_OPERATOR", "SUPER_ADMIN"};
inline const Names kOrgTypeNames{"ORIGINATOR", "INVESTOR", "CORRESPONDENT", "SUBSERVICER", "PLATFORM"};

struct NamedGrant {
  Names capabilities;
  std::string_view org_type;
  Names org_enabled;
  Names roles;  // of the person who granted
  bool is_revoked = false;
  bool is_org_disabled = false;
  bool is_person_disabled = false;
  Names key = {};  // of the API key that granted, instead of a person
};

/// What a subject has besides roles. Every grant ends at kExpiry.
struct NamedHolding {
  std::string_view name;
  Names key;
  std::vector<NamedGrant> grants;
};

inline constexpr std::int64_t kExpiry = 1'795'780'800'000'000;  // 2026-11-27T12:00:00Z
inline constexpr std::array<std::int64_t, 3> kMoments{kExpiry - 1, kExpiry, kExpiry + 1};

inline std::vector<NamedHolding> named_holdings() {
  const Names& all = kCapabilityNames;
  const Names staff{"ORG_ADMIN", "LOAN_OFFICER", "LOCK_DESK"};
  const NamedGrant good{all, "CORRESPONDENT", all, staff};
  const NamedGrant revoked{all, "CORRESPONDENT", all, staff, true};
  return {
      {"nothing", {}, {}},
      {"key", {"loan.write", "lock.request", "provider.loan.status", "platform.operate"}, {}},
      {"grant", {}, {good}},
      {"revoked", {}, {revoked}},
      {"grantor_is_auditor", {}, {{all, "CORRESPONDENT", all, {"AUDITOR"}}}},
      {"grantor_has_little_enabled", {}, {{all, "CORRESPONDENT", {"loan.read", "lock.commit"}, staff}}},
      {"grantor_org_disabled", {}, {{all, "CORRESPONDENT", all, staff, false, true}}},
      {"grantor_disabled", {}, {{all, "CORRESPONDENT", all, staff, false, false, true}}},
      {"from_the_platform", {}, {{{"platform.operate", "loan.write"}, "PLATFORM", all, {"SUPER_ADMIN"}}}},
      {"from_a_key",
       {},
       {{all, "CORRESPONDENT", all, {}, false, false, false, {"loan.read", "lock.commit", "platform.operate"}}}},
      {"super_admin_of_a_tenant", {}, {{all, "INVESTOR", all, {"SUPER_ADMIN", "PROVIDER"}}}},
      {"key_and_two_grants", {"audit.read"}, {revoked, {{"loan.price", "org.admin"}, "INVESTOR", all, {"ORG_ADMIN"}}}}};
}

/// Nothing, each capability, each two, and all of them. The type's ceiling is in `all`, cut by the type.
inline std::vector<Names> enabled_family() {
  const Names& all = kCapabilityNames;
  std::vector<Names> family{{}, all};
  for (std::size_t i = 0; i < all.size(); ++i) {
    family.push_back({all[i]});
    for (std::size_t j = i + 1; j < all.size(); ++j) family.push_back({all[i], all[j]});
  }
  return family;
}

inline Names roles_of_mask(unsigned mask) {
  Names roles;
  for (std::size_t i = 0; i < kRoleNames.size(); ++i) {
    if ((mask >> i & 1U) != 0) roles.push_back(kRoleNames[i]);
  }
  return roles;
}

}  // namespace ratestack::testing
