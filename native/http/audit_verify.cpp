// GET /v1/admin/audit/verify: contract 3.5. 200 says that the check ran; `ok` says what it found.
#include <chrono>

#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/log_scope.hpp"
#include "native/service/verify_report.hpp"

namespace ratestack::http {
namespace {

using std::chrono::steady_clock;

void verify_now(Api& api, const ExchangePtr& exchange, const service::LogRange& range) {
  const auto started = steady_clock::now();
  const auto go_on = [&api](std::uint64_t, std::uint64_t) { return !api.stopping.load(); };
  const auto verdict = service::verify_log(api.store, range, go_on);
  if (!verdict) return exchange->fail(verdict.error());
  const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - started);
  exchange->answer(json_answer(200, service::verify_report(*verdict, range.scope(), spent)));
}

}  // namespace

void verify_audit(Api& api, const ExchangePtr& exchange) {
  const auto log = exchange->query().text("log").value_or("common");
  if (log != "common" && log != "all") return exchange->fail(Error(HttpError::unknown_log, "common, all"));
  auto range = asked_range(*exchange);
  if (!range) return exchange->fail(range.error());
  run_in(api.sweeps, exchange, [&api, exchange, range = std::move(*range)] { verify_now(api, exchange, range); });
}

}  // namespace ratestack::http
