// Finds where an organisation's chain meets a range of ids. org_seq and id rise together within an organisation, so the
// first place at or after an id is found by bisection: no second index by (organisation, id) has to be written with
// every row.
#pragma once

#include <cstdint>

#include "ratestack/base/result.hpp"

namespace ratestack::service {

/// The smallest org_seq in [1, last_seq] whose row has an id >= `id`; last_seq + 1 if there is none. `id_at(seq)`
/// answers a Result of the id at `seq`, or of the next row where that one is missing.
template <typename IdAt>
Result<std::uint64_t> first_seq_at_or_after(std::uint64_t id, std::uint64_t last_seq, const IdAt& id_at) {
  std::uint64_t low = 1, high = last_seq + 1;
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    const Result<std::uint64_t> found = id_at(middle);
    if (!found) return found.error();
    if (*found >= id)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

}  // namespace ratestack::service
