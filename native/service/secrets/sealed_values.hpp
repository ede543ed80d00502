// Sealing within a write transaction, and the places that rows are sealed for.
#pragma once

#include "native/service/secrets/secret_error.hpp"
#include "native/service/secrets/secret_store.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

/// Place of a row of a registered column.
[[nodiscard]] Result<SecretPlace> place_of(const SecretColumn& column, std::string_view org_id,
                                           std::string_view row_id);

/// Holds the fence and answers the key to seal under in this transaction. Errors: canary_missing (nobody has set the
/// fence up), stale_configuration (the key is not among ours: this process must not write).
[[nodiscard]] Result<Kid> write_key(SecretWriter& secrets, const KeyRing& ring);

/// A fence at `kid`, with a fresh canary.
[[nodiscard]] Result<WriteFence> make_fence_at(const SecretEncryptor& encryptor, const Kid& kid, std::uint64_t epoch,
                                               Timestamp now);
/// Whether the fence's canary opens; the error of opening it otherwise.
[[nodiscard]] Result<void> try_canary(const SecretEncryptor& encryptor, const WriteFence& fence);

}  // namespace ratestack::service
