#include "native/http/refused_url.hpp"

#include "native/http/request_info.hpp"

namespace ratestack::http {

void record_refused_url(Api& api, const ExchangePtr& exchange, const service::UrlRefusal& refusal,
                        std::function<void()> then) {
  service::AskedBy asked{exchange->principal(), exchange->correlation_id(), api.clock.now(),
                         request_info(exchange->request())};
  auto event = service::url_refused(refusal, std::move(asked));
  if (!event) return exchange->fail(event.error());
  service::AppendJob job;
  job.events.push_back(std::move(*event));
  job.done = [exchange, then = std::move(then)](const Result<service::AppendOutcome>& written) {
    if (!written) return exchange->fail(written.error());
    then();
  };
  api.writer.submit(std::move(job));
}

}  // namespace ratestack::http
