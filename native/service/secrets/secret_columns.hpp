// The register of every column that holds ciphertext. Counting, rekeying and verifying walk this list, so a column that
// is missing here would keep its old key for ever: a test holds the list against what the databases really contain.
#pragma once

#include <array>
#include <string_view>

namespace ratestack::service {

/// A table in it has the columns row_no, id and org_id beside the sealed one (db/sqlite/0002). The names are part of
/// what ciphertext is bound to: renaming one is a rekey.
struct SecretColumn {
  std::string_view table, column;
};

/// Of the vault.
inline constexpr SecretColumn kSecretValues{"secrets", "value"};
/// Of identity.
inline constexpr SecretColumn kUpstreamTokens{"upstream_tokens", "token"};
inline constexpr SecretColumn kTotpSecrets{"totp_factors", "secret"};
inline constexpr SecretColumn kServerKeyValues{"server_keys", "value"};

/// Of lending.
inline constexpr SecretColumn kLoanBorrowers{"loans", "borrower"};
inline constexpr SecretColumn kDocumentParts{"document_parts", "content"};
inline constexpr SecretColumn kWebhookSecrets{"webhook_subscriptions", "secret"};

inline constexpr auto kSecretColumns = std::to_array<SecretColumn>({
    kSecretValues,
    kUpstreamTokens,
    kTotpSecrets,
    kServerKeyValues,
    kLoanBorrowers,
    kDocumentParts,
    kWebhookSecrets,
});

/// Sealed too, but moved with the fence and not row by row.
inline constexpr SecretColumn kCanaryColumn{"secret_fence", "canary"};

}  // namespace ratestack::service
