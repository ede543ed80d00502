// What a provider told with its proof, on its way from there to the session that it is kept with.
#pragma once

#include <optional>
#include <string>

#include "native/service/identity/tickets.hpp"
#include "native/service/store.hpp"
#include "ratestack/identity/oidc_identity.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

struct Upstream {
  /// Of both together. A token that is too long for that is not kept: it travels in a challenge, which is to fit into a
  /// cookie.
  static constexpr std::size_t kMaxBytes = 2048;

  std::string token = {};                   // an ID token, for signing out there; empty: none
  std::optional<OidcSession> session = {};  // which ends this one with it

  /// Without the token where it is too long.
  [[nodiscard]] Upstream bounded() &&;
  /// For a challenge, and out of one.
  void add_to(JsonObject& fields) const;
  static Upstream of(const Ticket& ticket);
};

/// With a session, in the transaction that inserts it; the token sealed. not_found: the provider's session has ended
/// meanwhile. Errors besides: those of the encryptor and of the store.
[[nodiscard]] Result<void> keep_upstream(WriteTransaction& transaction, const SecretEncryptor& encryptor,
                                         const SessionRecord& session, const Upstream& upstream);

}  // namespace ratestack::service
