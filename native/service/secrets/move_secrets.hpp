// The secrets' part of moving an installation.
#pragma once

#include "native/service/store.hpp"

namespace ratestack::service {

/// Copies secrets of every organisation, the write fence and the quarantine: ciphertext opens at its new place under
/// the same master keys. A rekey that runs stays behind; begun again, it finds the rows that are left. What is there
/// already is not written again.
[[nodiscard]] Result<void> move_secrets(Store& from, Store& to);

}  // namespace ratestack::service
