// GET /healthz, /readyz and /v1/openapi.json.
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/problem.hpp"
#include "native/http/tagged_document.hpp"

namespace ratestack::http {
namespace {

JsonObject run_checks(Api& api) {
  JsonObject checks;
  const auto store = api.store.ping();
  checks["store"] = store ? "ok" : store.error().code.message();
  checks["writer"] = api.stopping.load() ? "stopping" : "ok";
  return checks;
}

bool all_ok(const JsonObject& checks) {
  for (const auto& check : checks) {
    if (check.value() != "ok") return false;
  }
  return true;
}

}  // namespace

void get_health(Api&, const ExchangePtr& exchange) { exchange->answer(json_answer(200, R"({"status":"ok"})")); }

void get_readiness(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] {
    JsonObject checks = run_checks(api);
    const bool ready = all_ok(checks);
    if (ready) return exchange->answer(json_answer(200, R"({"checks":{"store":"ok","writer":"ok"},"status":"ready"})"));
    Problem problem = problem_of(Error(HttpError::not_ready));
    problem.fields.emplace_back("checks", std::move(checks));
    exchange->answer(to_answer(std::move(problem), exchange->correlation_id()));
  });
}

void get_openapi(Api& api, const ExchangePtr& exchange) {
  answer_tagged(exchange, api.openapi.text(), api.openapi.etag());
}

}  // namespace ratestack::http
