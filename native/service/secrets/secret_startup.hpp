// What a process must know before it touches secrets: that its keys are those of the database.
#pragma once

#include "native/service/secrets/secret_error.hpp"
#include "native/service/store.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

/// Sets up fence and canary in a database that has neither ciphertext nor them; else holds them, and every row's kid,
/// against the keys given. Errors, each with what to do: key_missing (naming tables and counts), key_wrong,
/// canary_missing; those of the store.
[[nodiscard]] Result<void> check_keys(Store& store, const SecretEncryptor& encryptor, Timestamp now);

}  // namespace ratestack::service
