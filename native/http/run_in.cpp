#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"

namespace ratestack::http {

void run_in(Lane& lane, const ExchangePtr& exchange, Lane::Work work) {
  if (!lane.submit(std::move(work))) exchange->fail(Error(HttpError::overloaded));
}

}  // namespace ratestack::http
