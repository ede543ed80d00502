// The work of a rekey on one stretch of rows: open each under its key, seal it under the target.
#pragma once

#include <vector>

#include "native/service/secrets/secret_store.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

/// Rows of kSecretColumns[column].
struct Stretch {
  std::size_t column = 0;
  SealedRange range;
};

struct ResealedStretch {
  std::size_t column = 0;
  std::vector<Resealed> rows;
  std::vector<QuarantinedRow> refused;  // that do not open, with the reason
  std::size_t read = 0;                 // rows
  std::int64_t last_row = 0;            // row_no of the last one read
  std::size_t bytes = 0;                // of envelopes read
};

/// Reads the stretch's rows that are not under `target` and reseals them. A row that does not open is set aside and
/// does not stop the rest. Fails as the store does.
[[nodiscard]] Result<ResealedStretch> reseal(SecretReader& secrets, const SecretEncryptor& encryptor,
                                             const Stretch& stretch, const Kid& target, Timestamp now,
                                             Entropy& entropy);

}  // namespace ratestack::service
