// A provider's discovery document (OpenID Connect Discovery 1.0 section 3, RFC 8414): what of it is used.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ratestack/identity/oidc_rules.hpp"

namespace ratestack {

/// How the client proves itself at the token endpoint (OpenID Connect Core 1.0 section 9).
enum class ClientAuthentication : std::uint8_t { secret_post, secret_basic };
/// Whether each authorization response names its issuer (RFC 9207 section 3).
enum class ResponseIssuer : std::uint8_t { optional, required };

/// The endpoints are https (http only where the issuer asked for is), and that is all that is known of them: whether
/// they may be called is for the judgement of URLs.
struct OidcMetadata {
  static constexpr std::size_t kMaxBytes = std::size_t{64} * 1024;
  static constexpr std::size_t kMaxEndpoint = 2048;

  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string key_set_url;
  ClientAuthentication authentication = ClientAuthentication::secret_basic;
  ResponseIssuer response_issuer = ResponseIssuer::optional;

  /// Errors: malformed_metadata, wrong_metadata_issuer, insecure_endpoint. Algorithms and PKCE methods that it
  /// advertises are not looked at: neither is the document's to decide.
  static Result<OidcMetadata> parse(std::string_view text, const OidcRules& rules);
};

}  // namespace ratestack
