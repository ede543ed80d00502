// Secrets of organisations: stored sealed, described freely, opened by one audited call (contract 3.7).
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "native/service/asker.hpp"
#include "native/service/audit_writer.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

/// Why a secret is opened; it stands in the audit row.
enum class SecretPurpose { imap_login, webhook_signing, configuration, operator_request };
[[nodiscard]] std::string_view to_string(SecretPurpose purpose) noexcept;

/// 1 to 64 of a-z 0-9 . _ - , beginning and ending in a letter or digit.
[[nodiscard]] bool is_secret_name(std::string_view name) noexcept;

/// Thread safe.
class SecretVault {
 public:
  using Described = std::function<void(Result<SecretRecord>)>;

  SecretVault(Store& store, AuditWriter& writer, Entropy& entropy, const SecretEncryptor& encryptor);

  /// Stores the value, in place of an earlier one, with its row SECRET_STORED: both or neither. Sealed on the writer's
  /// thread, under the key that the fence names then. `done` is called as AppendJob::done is. Errors: too_long,
  /// stale_configuration, those of the store.
  void put(const SecretName& name, SecretBytes value, Asker asker, Described done);
  /// With its row SECRET_DELETED; not_found where there is none.
  void remove(const SecretName& name, Asker asker, Described done);
  /// Not audited: nothing secret comes out. StoreError::not_found.
  [[nodiscard]] Result<SecretRecord> describe(const SecretName& name) const;

  /// The plaintext, once the row SECRET_OPENED with the purpose is on the disk; an attempt that fails leaves such a row
  /// too, with outcome failure. Waits for the disk: never on a reactor thread. Errors: not_found, SecretError, those of
  /// the store.
  [[nodiscard]] Result<SecretBytes> open(const SecretName& name, SecretPurpose purpose, Asker asker) const;

 private:
  Result<void> store_value(WriteTransaction& transaction, const SecretName& name, const SecretBytes& value,
                           Timestamp now, std::optional<SecretRecord>& out) const;

  Store& store_;
  AuditWriter& writer_;
  Entropy& entropy_;
  const SecretEncryptor& encryptor_;
};

}  // namespace ratestack::service
