#include "ratestack/identity/oidc_error.hpp"

#include <array>

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

std::string_view describe(OidcError error) {
  constexpr auto kNames = std::to_array<std::string_view>({"malformed_settings",
                                                           "malformed_return_path",
                                                           "malformed_transaction",
                                                           "transaction_expired",
                                                           "malformed_callback",
                                                           "wrong_state",
                                                           "wrong_response_issuer",
                                                           "access_denied",
                                                           "authorization_failed",
                                                           "malformed_metadata",
                                                           "wrong_metadata_issuer",
                                                           "insecure_endpoint",
                                                           "malformed_token_answer",
                                                           "token_refused",
                                                           "wrong_issuer",
                                                           "wrong_tenant",
                                                           "consumer_tenant",
                                                           "untrusted_audience",
                                                           "wrong_authorized_party",
                                                           "wrong_nonce",
                                                           "wrong_access_token_hash",
                                                           "wrong_hosted_domain",
                                                           "missing_claim",
                                                           "malformed_claim",
                                                           "wrong_event",
                                                           "unexpected_claim"});
  const auto index = static_cast<std::size_t>(error) - 1;
  return index < kNames.size() ? kNames[index] : "unknown";
}

}  // namespace

boost::system::error_code make_error_code(OidcError error) {
  static constexpr EnumCategory<OidcError, describe> kCategory{"oidc"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack
