// What comes back from a provider through the browser: the authorization response (RFC 6749 section 4.1.2, RFC 9207).
// Anybody can send one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ratestack/identity/oidc_metadata.hpp"
#include "ratestack/identity/oidc_transaction.hpp"

namespace ratestack {

/// Well-formed and bounded, nothing more: `check_callback` says whether it belongs to a transaction.
struct OidcCallback {
  static constexpr std::size_t kMaxBytes = std::size_t{16} * 1024;
  static constexpr std::size_t kMaxCode = 4096;
  static constexpr std::size_t kMaxUser = 4096;

  std::string state;
  std::string code;                   // empty where `error` is not
  std::string error;                  // the provider's code, of a-z 0-9 and _
  std::optional<std::string> issuer;  // RFC 9207
  std::string user;                   // Apple's unsigned JSON; empty: none

  /// A query string without "?" or a posted form. Parameters that are not known are ignored, one given twice is refused
  /// (RFC 6749 section 3.1), and so is an answer with both a code and an error. Error: malformed_callback.
  static Result<OidcCallback> parse(std::string_view form);
};

/// Whether the answer is to this transaction; the code is then `callback.code`. In this order: wrong_state,
/// transaction_expired, wrong_response_issuer (mix-up, RFC 9207 section 2.4), access_denied, authorization_failed.
/// Does not know whether the transaction was spent before: whoever keeps OidcTransaction::state_hash does.
[[nodiscard]] Result<void> check_callback(const OidcCallback& callback, const OidcTransaction& transaction,
                                          const OidcRules& rules, ResponseIssuer response_issuer, Timestamp now);

/// The name in Apple's `user`, for display alone: it is unsigned, and comes with a person's first sign-in only. Nothing
/// where there is none that could be shown.
[[nodiscard]] std::optional<std::string> apple_display_name(std::string_view user);

}  // namespace ratestack
