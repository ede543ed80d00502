// Rotating the key of access tokens by an operator's hand, and what stands where meanwhile.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "native/service/asker.hpp"
#include "native/service/audit_writer.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

enum class TokenKeyState {
  waiting,    // published, and will sign
  signing,    // the one that signs
  verifying,  // published until its last token has expired
  retired,    // no token of it counts
};
[[nodiscard]] std::string_view to_string(TokenKeyState state) noexcept;  // "waiting"

struct TokenKeyStatus {
  std::string kid;
  TokenKeyState state;
  Timestamp created_at, activates_at;
  std::optional<Timestamp> retires_at;
};

/// Latest first. Needs no master key.
[[nodiscard]] Result<std::vector<TokenKeyStatus>> list_token_keys(Store& store, Timestamp now);

/// What a rotation stands on.
struct TokenKeyParts {
  Store& store;
  AuditWriter& writer;
  const SecretEncryptor& encryptor;
  Entropy& entropy;
};

/// Makes a key that signs kKeyPropagation from now on (at once where none signs now), lets those before it retire after
/// their last token, and writes TOKEN_KEY_ROTATED into the chain of the asker's organisation. Servers notice within one
/// interval of their housekeeper. Of two rotations at the same moment the second sees what the first has made. Waits.
[[nodiscard]] Result<TokenKeyStatus> rotate_access_token_key(const TokenKeyParts& parts, const Asker& asker);

}  // namespace ratestack::service
