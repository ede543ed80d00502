// Short-lived notes to ourselves that somebody else carries: what a sign-in in several steps has to remember between
// them. Sealed (AES-256-GCM), bound to one purpose, ended by their own time.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "native/service/clock.hpp"
#include "ratestack/crypto/digest.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/crypto/secret_bytes.hpp"
#include "ratestack/encoding/json.hpp"

namespace ratestack::service {

struct Ticket {
  JsonObject fields;
  Digest hash;  // of its text: spent once, it must not be taken again
  Timestamp expires_at;

  /// Empty where there is none.
  [[nodiscard]] std::string_view text(std::string_view name) const noexcept;
};

/// Thread safe.
class Tickets {
 public:
  static constexpr std::size_t kMaxBytes = 4096;

  /// `key`: 32 bytes, for this alone.
  Tickets(SecretBytes key, const Clock& clock, Entropy& entropy)
      : key_(std::move(key)), clock_(clock), entropy_(entropy) {}

  [[nodiscard]] std::string make(std::string_view purpose, JsonObject fields, std::chrono::seconds lifetime) const;
  /// IdentityError::challenge_expired for whatever we did not make for this purpose, or made too long ago.
  [[nodiscard]] Result<Ticket> read(std::string_view purpose, std::string_view text) const;

 private:
  const SecretBytes key_;
  const Clock& clock_;
  Entropy& entropy_;
};

}  // namespace ratestack::service
