// What is particular to each OpenID provider, as data: where its documents lie, how it names itself, and which of its
// accounts an operator takes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/crypto/signature.hpp"
#include "ratestack/identity/auth_methods.hpp"
#include "ratestack/identity/oidc_error.hpp"

namespace ratestack {

enum class OidcProvider : std::uint8_t { google, microsoft, apple };

[[nodiscard]] std::string_view to_string(OidcProvider provider) noexcept;  // "google"
[[nodiscard]] std::optional<OidcProvider> parse_oidc_provider(std::string_view name) noexcept;
[[nodiscard]] AuthMethod auth_method(OidcProvider provider) noexcept;

/// What a sign-in asks for beside the subject. Apple answers by form_post, a cross-site POST, where it is asked for
/// anything.
enum class OidcProfile : std::uint8_t { subject_only, name_and_email };

/// The tenant of Microsoft's personal accounts.
inline constexpr std::string_view kMicrosoftConsumerTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";
/// Stands in Microsoft's issuer for the tenant, where its document serves many.
inline constexpr std::string_view kTenantPlaceholder = "{tenantid}";

/// As configured; nothing in it is secret.
struct OidcProviderSpec {
  OidcProvider provider = OidcProvider::google;
  std::string client_id = {};
  std::string redirect_uri = {};          // one for each provider: an answer on another's is refused by its path
  std::string issuer = {};                // empty: the provider's own. For Microsoft it holds kTenantPlaceholder
  std::string hosted_domain = {};         // Google: accounts of this Workspace domain alone; empty: any
  std::vector<std::string> tenants = {};  // Microsoft: these alone; empty: any organisation's
  OidcProfile profile = OidcProfile::name_and_email;
};

/// Checked once; immutable; any number of threads.
class OidcRules {
 public:
  static constexpr std::size_t kMaxUrl = 512;  // of an issuer, of a redirect URI
  static constexpr std::size_t kMaxClientId = 256;
  static constexpr std::size_t kMaxTenants = 64;

  /// OidcError::malformed_settings; context: the setting.
  static Result<OidcRules> create(OidcProviderSpec spec);

  [[nodiscard]] OidcProvider provider() const noexcept { return spec_.provider; }
  /// Issuer, domain and tenants in lower case where case does not count, with the defaults filled in.
  [[nodiscard]] const OidcProviderSpec& spec() const noexcept { return spec_; }
  /// OpenID Connect Discovery 1.0 section 4.
  [[nodiscard]] std::string discovery_url() const;
  [[nodiscard]] std::span<const SignatureAlgorithm> algorithms() const noexcept;

  /// Section 4.3 there: what the document calls itself is exactly what was asked for.
  [[nodiscard]] bool is_metadata_issuer(std::string_view issuer) const;
  /// `iss` of an authorization response. Of Microsoft any tenant's: which one, only the id_token proves.
  [[nodiscard]] bool is_response_issuer(std::string_view issuer) const;
  /// The tenant that Microsoft's issuer is made of; empty for the others', whose issuers are made of none. Nothing
  /// where there is none in it.
  [[nodiscard]] std::optional<std::string> tenant_of_issuer(std::string_view issuer) const;
  /// `iss` of an id_token whose `tid` is `tenant`, in the one spelling by which accounts are keyed; nothing where it is
  /// not this provider's.
  [[nodiscard]] std::optional<std::string> token_issuer(std::string_view issuer, std::string_view tenant) const;
  /// `tenant` is a GUID in lower case. Errors: consumer_tenant, wrong_tenant.
  [[nodiscard]] Result<void> judge_tenant(std::string_view tenant) const;

 private:
  explicit OidcRules(OidcProviderSpec spec) noexcept : spec_(std::move(spec)) {}
  [[nodiscard]] std::string issuer_of_tenant(std::string_view tenant) const;

  OidcProviderSpec spec_;
};

/// Eight, four, four, four and twelve hex digits, in lower case; nothing for any other text.
[[nodiscard]] std::optional<std::string> canonical_guid(std::string_view text);

}  // namespace ratestack
