// What a refused URL leaves behind, whoever asked about it.
#pragma once

#include <functional>

#include "native/http/api.hpp"
#include "native/http/exchange.hpp"
#include "native/service/url_refusal.hpp"

namespace ratestack::http {

/// Writes URL_REFUSED. Once it is on the disk `then` runs, on the writer's thread: it must neither block nor throw.
/// Where it cannot be written the exchange fails: a refusal that left no trace would be worth another try.
void record_refused_url(Api& api, const ExchangePtr& exchange, const service::UrlRefusal& refusal,
                        std::function<void()> then);

}  // namespace ratestack::http
