#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"

namespace ratestack::http {

void run_in(Lane& lane, const ExchangePtr& exchange, Lane::Work work) {
  const bool taken = lane.submit([exchange, work = std::move(work)] {
    if (const auto still = exchange->still_allowed(); !still) return exchange->fail(still.error());
    work();
  });
  if (!taken) exchange->fail(Error(HttpError::overloaded));
}

}  // namespace ratestack::http
