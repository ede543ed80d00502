// The keys of pseudonyms (contract 3.10): one a tenant, all from one secret of the server.
//
// Pseudonyms of one tenant tell nothing to another: the same person has another pseudonym there, and nobody without the
// secret can test a guess.
#pragma once

#include "ratestack/base/ids.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack::service {

class PseudonymKeys {
 public:
  /// `secret` is kKeyBytes (key_file.hpp) from a cryptographic source.
  explicit PseudonymKeys(SecretBytes secret) noexcept : secret_(std::move(secret)) {}

  /// HMAC-SHA-256(secret, "ratestack pseudonym key v1|" + org): always the same for an organisation. Any thread.
  [[nodiscard]] SecretBytes key_of(const OrgId& org) const;

 private:
  SecretBytes secret_;
};

}  // namespace ratestack::service
