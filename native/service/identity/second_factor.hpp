// Time-based codes and recovery codes of people: enrolled, confirmed, spent.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "native/service/asker.hpp"
#include "native/service/audit_writer.hpp"
#include "native/service/identity/totp.hpp"
#include "ratestack/identity/auth_methods.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

/// Shown once.
struct NewTotp {
  std::string uri;
  std::string secret;  // base32
};

struct FactorStatus {
  std::optional<Timestamp> totp_confirmed_at;
  std::uint64_t recovery_codes_left = 0;
};

inline constexpr std::size_t kRecoveryCodes = 10;

/// A code as a person may type it: without case, spaces and dashes. SHA-256 under the user's id, so that equal codes of
/// two people do not look alike; 60 random bits need no slow hash.
[[nodiscard]] Digest recovery_code_hash(const UserId& user, std::string_view code);

/// Thread safe. Waits for the disk: never on a reactor thread.
class SecondFactors {
 public:
  SecondFactors(Store& store, AuditWriter& writer, Entropy& entropy, const SecretEncryptor& encryptor)
      : store_(store), writer_(writer), entropy_(entropy), encryptor_(encryptor) {}

  [[nodiscard]] Result<FactorStatus> status(const UserId& user) const;
  /// A fresh secret, which counts once a code of it has come back. already_enrolled.
  [[nodiscard]] Result<NewTotp> enrol(const User& user, const Asker& asker) const;
  /// Answers the recovery codes, shown once. not_enrolled, invalid_credentials (the code does not fit).
  [[nodiscard]] Result<std::vector<std::string>> confirm(const User& user, std::string_view code,
                                                         const Asker& asker) const;
  [[nodiscard]] Result<std::vector<std::string>> renew_recovery_codes(const User& user, const Asker& asker) const;
  [[nodiscard]] Result<void> remove(const User& user, const Asker& asker) const;

  /// Whether the code is right, and used for the first time; it is spent then. not_enrolled.
  [[nodiscard]] Result<bool> spend(const UserId& user, AuthMethod method, std::string_view code,
                                   const Asker& asker) const;

 private:
  struct Opened {
    TotpFactor factor;
    SecretBytes secret;
  };
  Result<Opened> open(const UserId& user) const;
  Result<bool> spend_totp(const UserId& user, std::string_view code, Timestamp now) const;
  Result<bool> spend_recovery_code(const UserId& user, std::string_view code, const Asker& asker) const;
  std::vector<std::string> make_codes() const;
  Result<void> write(std::function<Result<void>(WriteTransaction&)> change, std::string_view action, const UserId& user,
                     const Asker& asker) const;

  Store& store_;
  AuditWriter& writer_;
  Entropy& entropy_;
  const SecretEncryptor& encryptor_;
};

}  // namespace ratestack::service
