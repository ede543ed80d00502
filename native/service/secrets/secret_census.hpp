// How many rows are sealed under which key, column by column.
#pragma once

#include <string>
#include <vector>

#include "native/service/secrets/secret_store.hpp"
#include "ratestack/secrets/key_ring.hpp"

namespace ratestack::service {

struct ColumnCensus {
  SecretColumn column;
  std::vector<KidCount> counts;  // an empty kid: rows that hold no ciphertext
};

using SecretCensus = std::vector<ColumnCensus>;

/// Reads every registered column from end to end.
[[nodiscard]] Result<SecretCensus> take_census(SecretReader& secrets);

[[nodiscard]] std::uint64_t rows_under(const SecretCensus& census, std::string_view kid);
[[nodiscard]] std::uint64_t rows_not_under(const SecretCensus& census, std::string_view kid);
/// Rows of any key.
[[nodiscard]] std::uint64_t sealed_rows(const SecretCensus& census);

/// "secrets.value: 12 rows under ab12cd34; ..." for each column and key that `ring` lacks; empty where it lacks none.
[[nodiscard]] std::string rows_beyond(const SecretCensus& census, const KeyRing& ring);

}  // namespace ratestack::service
