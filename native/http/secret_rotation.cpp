// /v1/admin/secrets: rotation of the master key. The work is the rekeyer's; here it is begun and watched.
#include "native/http/asker_of.hpp"
#include "native/http/handlers.hpp"
#include "native/service/secrets/rotation_status.hpp"

namespace ratestack::http {
namespace {

void begin_now(Api& api, const ExchangePtr& exchange) {
  const auto job = api.secrets.rekeyer.begin(asker_of(*exchange, api.clock.now()));
  if (!job) return exchange->fail(job.error());
  if (job.value()) api.secrets.thread.wake();
  exchange->answer(json_answer(202, R"({"job":)" + service::job_report(job.value(), job.value() ? 1 : 0) + "}"));
}

void report_now(Api& api, const ExchangePtr& exchange) {
  const auto status = service::rotation_status(api.store.secrets(), api.secrets.ring, api.clock.now());
  if (!status) return exchange->fail(status.error());
  exchange->answer(json_answer(200, service::rotation_report(*status)));
}

}  // namespace

void rekey_secrets(Api& api, const ExchangePtr& exchange) {
  run_in(api.sweeps, exchange, [&api, exchange] { begin_now(api, exchange); });
}

void get_rotation(Api& api, const ExchangePtr& exchange) {
  run_in(api.sweeps, exchange, [&api, exchange] { report_now(api, exchange); });
}

}  // namespace ratestack::http
