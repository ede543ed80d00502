// Appends rows to a store without a writer thread.
#pragma once

#include "native/service/chain_placer.hpp"
#include "tests/support/log_builder.hpp"
#include "tests/support/redacted_events.hpp"

namespace ratestack::testing {

/// `rows` events of organisation `org`, in one transaction.
inline Result<void> append(service::Store& store, std::size_t rows = 1, int org = 0) {
  const auto events = redacted({rows, test_event(test_org(org))});
  return store.transact([&](service::WriteTransaction& transaction) -> Result<void> {
    auto placer = service::ChainPlacer::begin(transaction);
    if (!placer) return placer.error();
    auto placement = placer.value().place(events);
    if (!placement) return placement.error();
    placer.value().accept(std::move(placement.value()));
    return placer.value().flush();
  });
}

}  // namespace ratestack::testing
