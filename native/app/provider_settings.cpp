#include "native/app/provider_settings.hpp"

#include <array>
#include <utility>

#include "native/app/setting_specs.hpp"

namespace ratestack::app {
namespace {

using service::AppleKey;
using service::OidcProviderSettings;

/// The settings of one provider. A name that is empty is no setting of its.
struct ProviderNames {
  OidcProvider provider;
  std::string_view client_id;
  std::string_view issuer;
  std::string_view secret, secret_file;  // Apple: the private key
  std::string_view hosted_domain, tenants;
  std::string_view team_id, key_id;
};

constexpr std::array kProviders{
    ProviderNames{OidcProvider::google,
                  kGoogleClientId,
                  kGoogleIssuer,
                  kGoogleClientSecret,
                  kGoogleClientSecretFile,
                  kGoogleHostedDomain,
                  {},
                  {},
                  {}},
    ProviderNames{OidcProvider::microsoft,
                  kMicrosoftClientId,
                  kMicrosoftIssuer,
                  kMicrosoftClientSecret,
                  kMicrosoftClientSecretFile,
                  {},
                  kMicrosoftTenants,
                  {},
                  {}},
    ProviderNames{OidcProvider::apple,
                  kAppleClientId,
                  kAppleIssuer,
                  kApplePrivateKey,
                  kApplePrivateKeyFile,
                  {},
                  {},
                  kAppleTeamId,
                  kAppleKeyId},
};

/// By what OidcError::malformed_settings calls them: the setting, and what it should be.
struct MemberRule {
  std::string_view member;
  std::string_view ProviderNames::*setting;
  std::string_view rule;
};
constexpr std::array kRules{
    MemberRule{"client_id", &ProviderNames::client_id, "is not a client id: visible ASCII, at most 256 characters"},
    MemberRule{"issuer", &ProviderNames::issuer,
               "must be an https URL without a query; Microsoft's has {tenantid} in the place of the tenant"},
    MemberRule{"client_secret", &ProviderNames::secret, "is not set; the provider shows it beside the client id"},
    MemberRule{"private_key", &ProviderNames::secret,
               "is no P-256 private key in PEM (PKCS#8), as Apple's .p8 file is"},
    MemberRule{"hosted_domain", &ProviderNames::hosted_domain, "must be a domain, for example lender.example"},
    MemberRule{"tenants", &ProviderNames::tenants, "must be the GUIDs of organisations, separated by commas"},
    MemberRule{"team_id", &ProviderNames::team_id, "is not set; it is on Apple's membership page"},
    MemberRule{"key_id", &ProviderNames::key_id, "is not set; Apple shows it beside the private key"},
};

std::string text_or_empty(const SecretLookup& lookup, std::string_view name) {
  const std::string* const text = name.empty() ? nullptr : lookup.text(name);
  return text == nullptr ? std::string() : *text;
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> items;
  for (std::string_view rest = list; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    items.emplace_back(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return items;
}

OidcProviderSettings collect(const SecretLookup& lookup, const ProviderNames& names, const std::string& origin) {
  OidcProviderSettings settings;
  settings.spec.provider = names.provider;
  settings.spec.client_id = text_or_empty(lookup, names.client_id);
  settings.spec.redirect_uri = redirect_uri(origin, names.provider);
  settings.spec.issuer = text_or_empty(lookup, names.issuer);
  settings.spec.hosted_domain = text_or_empty(lookup, names.hosted_domain);
  settings.spec.tenants = split(text_or_empty(lookup, names.tenants));
  SecretBytes secret = lookup.text_of(names.secret, names.secret_file);
  if (names.provider == OidcProvider::apple) {
    settings.credential =
        AppleKey{text_or_empty(lookup, names.team_id), text_or_empty(lookup, names.key_id), std::move(secret)};
  } else {
    settings.credential = std::move(secret);
  }
  return settings;
}

void explain(const SecretLookup& lookup, const ProviderNames& names, const Error& error) {
  for (const MemberRule& rule : kRules) {
    if (rule.member == error.context) return lookup.fault(names.*rule.setting, std::string(rule.rule));
  }
  lookup.fault(kPublicOrigin, "makes no redirect URI for " + std::string(to_string(names.provider)));
}

// What is set for a provider that has no client id would be ignored in silence.
void refuse_orphans(const SecretLookup& lookup, const ProviderNames& names) {
  const bool has_secret = lookup.secret(names.secret) != nullptr;
  for (const std::string_view name : {names.issuer, names.secret_file, names.hosted_domain, names.tenants,
                                      names.team_id, names.key_id, has_secret ? names.secret : std::string_view()}) {
    const bool set = !name.empty() && (lookup.text(name) != nullptr || lookup.secret(name) != nullptr);
    if (set) lookup.fault(name, "is set without " + std::string(names.client_id));
  }
}

}  // namespace

std::string redirect_uri(const std::string& origin, OidcProvider provider) {
  return origin + "/auth/" + std::string(to_string(provider)) + "/callback";
}

void read_providers(const SecretLookup& lookup, Config& config) {
  for (const ProviderNames& names : kProviders) {
    if (lookup.text(names.client_id) == nullptr) {
      refuse_orphans(lookup, names);
      continue;
    }
    if (config.portal_origin().empty()) {
      lookup.fault(kPublicOrigin, "is not set; " + std::string(names.client_id) + " needs it for its redirect URI");
      continue;
    }
    OidcProviderSettings settings = collect(lookup, names, config.portal_origin());
    if (const auto fit = service::check_provider(settings); !fit) {
      explain(lookup, names, fit.error());
      continue;
    }
    config.providers.push_back(std::move(settings));
  }
}

}  // namespace ratestack::app
