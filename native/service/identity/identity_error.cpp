#include "native/service/identity/identity_error.hpp"

#include <array>

#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

std::string_view describe(IdentityError error) {
  constexpr auto kNames = std::to_array<std::string_view>({"invalid_credentials",
                                                           "locked_out",
                                                           "busy",
                                                           "unknown_session",
                                                           "session_expired",
                                                           "session_revoked",
                                                           "session_required",
                                                           "step_up_required",
                                                           "second_factor_required",
                                                           "challenge_expired",
                                                           "weak_password",
                                                           "wrong_password",
                                                           "already_enrolled",
                                                           "not_enrolled",
                                                           "account_linked",
                                                           "account_not_linked",
                                                           "unknown_provider",
                                                           "provider_unavailable",
                                                           "provider_refused",
                                                           "declined",
                                                           "passkey_refused",
                                                           "too_many_passkeys",
                                                           "passkeys_unavailable",
                                                           "logout_refused"});
  const auto index = static_cast<std::size_t>(error) - 1;
  return index < kNames.size() ? kNames[index] : "unknown";
}

}  // namespace

boost::system::error_code make_error_code(IdentityError error) {
  static constexpr EnumCategory<IdentityError, describe> kCategory{"identity"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack::service
