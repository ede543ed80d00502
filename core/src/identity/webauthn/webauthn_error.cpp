#include "ratestack/identity/webauthn/webauthn_error.hpp"

#include <array>

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

std::string_view describe(WebAuthnError error) {
  constexpr std::array<std::string_view, 18> kNames{"invalid_relying_party",
                                                    "malformed_response",
                                                    "malformed_client_data",
                                                    "wrong_type",
                                                    "wrong_challenge",
                                                    "wrong_origin",
                                                    "cross_origin",
                                                    "malformed_attestation",
                                                    "malformed_authenticator_data",
                                                    "wrong_relying_party",
                                                    "user_not_present",
                                                    "user_not_verified",
                                                    "inconsistent_backup",
                                                    "unsupported_key",
                                                    "wrong_credential",
                                                    "wrong_user",
                                                    "bad_signature",
                                                    "cloned_authenticator"};
  const auto index = static_cast<std::size_t>(error) - 1;
  return index < kNames.size() ? kNames[index] : "unknown";
}

}  // namespace

boost::system::error_code make_error_code(WebAuthnError error) {
  static constexpr EnumCategory<WebAuthnError, describe> kCategory{"webauthn"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack
