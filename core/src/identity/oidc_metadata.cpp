#include "ratestack/identity/oidc_metadata.hpp"

#include <algorithm>

#include "member_text.hpp"
#include "oidc_text.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kSecure = "https://";

Error malformed(const char* member) { return Error(OidcError::malformed_metadata, member); }

Result<std::string> read_endpoint(const JsonObject& document, const char* member, const OidcRules& rules) {
  const auto text = member_text(document, member);
  if (!text || !is_web_url(*text, OidcMetadata::kMaxEndpoint)) return malformed(member);
  const bool secure = text->starts_with(kSecure) || !rules.spec().issuer.starts_with(kSecure);
  if (!secure) return Error(OidcError::insecure_endpoint, member);
  return std::string(*text);
}

// Discovery section 3: without the member it is client_secret_basic. The secret in the body where both will do: readers
// of the header differ in how they decode it.
Result<ClientAuthentication> read_authentication(const JsonObject& document) {
  constexpr const char* kMember = "token_endpoint_auth_methods_supported";
  const JsonValue* const value = document.if_contains(kMember);
  if (value == nullptr) return ClientAuthentication::secret_basic;
  const JsonArray* const methods = value->if_array();
  if (methods == nullptr) return malformed(kMember);
  const auto offers = [&](std::string_view method) {
    return std::any_of(methods->begin(), methods->end(), [&](const JsonValue& each) {
      return each.is_string() && std::string_view(each.get_string()) == method;
    });
  };
  if (offers("client_secret_post")) return ClientAuthentication::secret_post;
  if (offers("client_secret_basic")) return ClientAuthentication::secret_basic;
  return malformed(kMember);
}

Result<ResponseIssuer> read_response_issuer(const JsonObject& document) {
  constexpr const char* kMember = "authorization_response_iss_parameter_supported";
  const JsonValue* const value = document.if_contains(kMember);
  if (value == nullptr) return ResponseIssuer::optional;
  if (!value->is_bool()) return malformed(kMember);
  return value->get_bool() ? ResponseIssuer::required : ResponseIssuer::optional;
}

}  // namespace

Result<OidcMetadata> OidcMetadata::parse(std::string_view text, const OidcRules& rules) {
  const auto tree = parse_json(text, {.max_bytes = kMaxBytes, .integers = IntegerRule::nearest});
  if (!tree || !tree.value().is_object()) return malformed("document");
  const JsonObject& document = tree.value().get_object();
  const auto issuer = member_text(document, "issuer");
  if (!issuer) return malformed("issuer");
  if (!rules.is_metadata_issuer(*issuer)) return OidcError::wrong_metadata_issuer;

  auto authorization = read_endpoint(document, "authorization_endpoint", rules);
  if (!authorization) return authorization.error();
  auto token = read_endpoint(document, "token_endpoint", rules);
  if (!token) return token.error();
  auto keys = read_endpoint(document, "jwks_uri", rules);
  if (!keys) return keys.error();
  const auto authentication = read_authentication(document);
  if (!authentication) return authentication.error();
  const auto response_issuer = read_response_issuer(document);
  if (!response_issuer) return response_issuer.error();
  return OidcMetadata{std::move(authorization.value()), std::move(token.value()), std::move(keys.value()),
                      authentication.value(), response_issuer.value()};
}

}  // namespace ratestack
