#include "ratestack/identity/oidc_rules.hpp"

#include <algorithm>
#include <array>

#include "oidc_provider.hpp"
#include "oidc_text.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kAnyOrganisation =
    "organizations";  // Microsoft's authority of all tenants but the consumers'
constexpr std::string_view kSecure = "https://";
constexpr std::size_t kMaxDomain = 253;
// With an issuer of the operator's own: whichever of what we verify it signs with.
constexpr std::array kAnyAlgorithm{SignatureAlgorithm::rs256, SignatureAlgorithm::es256};

Error wrong(const char* setting) { return Error(OidcError::malformed_settings, setting); }

std::string with_tenant(std::string_view issuer, std::string_view tenant) {
  std::string out(issuer);
  const std::size_t at = out.find(kTenantPlaceholder);
  if (at != std::string::npos) out.replace(at, kTenantPlaceholder.size(), tenant);
  return out;
}

bool is_domain(std::string_view text) {
  return text.size() <= kMaxDomain && text.find('.') != std::string_view::npos &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
}

Result<void> settle_issuer(OidcProviderSpec& spec) {
  if (spec.issuer.empty()) spec.issuer = facts_of(spec.provider).issuer;
  const std::size_t at = spec.issuer.find(kTenantPlaceholder);
  const bool templated = at != std::string::npos;
  if (templated != (spec.provider == OidcProvider::microsoft)) return wrong("issuer");
  // Discovery section 4.3: no query, no fragment.
  if (!is_web_url(spec.issuer, OidcRules::kMaxUrl) || spec.issuer.find('?') != std::string::npos) {
    return wrong("issuer");
  }
  return {};
}

Result<void> settle_hosted_domain(OidcProviderSpec& spec) {
  spec.hosted_domain = lower_ascii(spec.hosted_domain);
  if (spec.hosted_domain.empty()) return {};
  if (spec.provider != OidcProvider::google || !is_domain(spec.hosted_domain)) return wrong("hosted_domain");
  return {};
}

Result<void> settle_tenants(OidcProviderSpec& spec) {
  if (spec.tenants.empty()) return {};
  if (spec.provider != OidcProvider::microsoft || spec.tenants.size() > OidcRules::kMaxTenants) return wrong("tenants");
  for (std::string& tenant : spec.tenants) {
    auto guid = canonical_guid(tenant);
    if (!guid || *guid == kMicrosoftConsumerTenant) return wrong("tenants");
    tenant = std::move(*guid);
  }
  return {};
}

bool is_hex(char c) noexcept { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace

Result<OidcRules> OidcRules::create(OidcProviderSpec spec) {
  if (!is_bounded_ascii(spec.client_id, kMaxClientId)) return wrong("client_id");
  if (!is_web_url(spec.redirect_uri, kMaxUrl)) return wrong("redirect_uri");
  if (const auto fit = settle_issuer(spec); !fit) return fit.error();
  if (const auto fit = settle_hosted_domain(spec); !fit) return fit.error();
  if (const auto fit = settle_tenants(spec); !fit) return fit.error();
  return OidcRules(std::move(spec));
}

std::string OidcRules::issuer_of_tenant(std::string_view tenant) const { return with_tenant(spec_.issuer, tenant); }

// One tenant is asked for at its own authority, whose sign-in page takes nobody else.
std::string OidcRules::discovery_url() const {
  std::string url = issuer_of_tenant(spec_.tenants.size() == 1 ? spec_.tenants.front() : kAnyOrganisation);
  if (url.back() == '/') url.pop_back();
  return url + "/.well-known/openid-configuration";
}

std::span<const SignatureAlgorithm> OidcRules::algorithms() const noexcept {
  const OidcProviderFacts& facts = facts_of(spec_.provider);
  return spec_.issuer == facts.issuer ? facts.algorithms : std::span<const SignatureAlgorithm>(kAnyAlgorithm);
}

bool OidcRules::is_metadata_issuer(std::string_view issuer) const {
  return issuer == (spec_.tenants.size() == 1 ? issuer_of_tenant(spec_.tenants.front()) : spec_.issuer);
}

std::optional<std::string> OidcRules::tenant_of_issuer(std::string_view issuer) const {
  if (spec_.provider != OidcProvider::microsoft) return std::string();
  const std::size_t at = spec_.issuer.find(kTenantPlaceholder);
  constexpr std::size_t kGuidSize = 36;
  return issuer.size() > at ? canonical_guid(issuer.substr(at, kGuidSize)) : std::nullopt;
}

bool OidcRules::is_response_issuer(std::string_view issuer) const {
  const auto tenant = tenant_of_issuer(issuer);
  return tenant && token_issuer(issuer, *tenant).has_value();
}

std::optional<std::string> OidcRules::token_issuer(std::string_view issuer, std::string_view tenant) const {
  std::string expected = issuer_of_tenant(tenant);
  if (issuer == expected) return expected;
  // Google documents both "https://accounts.google.com" and "accounts.google.com".
  const bool spelled_short = spec_.provider == OidcProvider::google && expected.starts_with(kSecure) &&
                             issuer == std::string_view(expected).substr(kSecure.size());
  return spelled_short ? std::optional(std::move(expected)) : std::nullopt;
}

Result<void> OidcRules::judge_tenant(std::string_view tenant) const {
  if (tenant == kMicrosoftConsumerTenant) return OidcError::consumer_tenant;
  const auto& allowed = spec_.tenants;
  if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), tenant) == allowed.end()) {
    return OidcError::wrong_tenant;
  }
  return {};
}

std::optional<std::string> canonical_guid(std::string_view text) {
  constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  const bool formed = std::equal(text.begin(), text.end(), kForm.begin(), kForm.end(),
                                 [](char c, char form) { return form == '-' ? c == '-' : is_hex(c); });
  if (!formed) return std::nullopt;
  return lower_ascii(text);
}

}  // namespace ratestack
