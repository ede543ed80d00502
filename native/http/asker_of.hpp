// Who asked, out of a request that has been proven.
#pragma once

#include "native/http/exchange.hpp"
#include "native/service/asker.hpp"

namespace ratestack::http {

/// For the rows of what the caller does in its own organisation.
[[nodiscard]] service::Asker asker_of(const Exchange& exchange, Timestamp now);

}  // namespace ratestack::http
