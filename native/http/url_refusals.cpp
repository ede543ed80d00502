// POST /internal/v1/url/refusals: what the portal's worker refused without asking. The row is the server's own, said to
// be of the edge, and of whoever asked there: their session's access token comes with it, and whatever they act as.
#include "native/http/asker_of.hpp"
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/refused_url.hpp"
#include "ratestack/url/host_allowlist.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kMaxDetailBytes = 256;

struct EdgeRefusal {
  std::string service;
  Error why;
  std::optional<std::string> host;
};

// Absent, or 1 to `max` bytes.
Result<std::optional<std::string>> optional_text(const Fields& body, std::string_view name, std::size_t max) {
  if (body.find(name) == nullptr) return std::optional<std::string>();
  const auto text = body.text(name);
  if (!text) return text.error();
  if (text->empty() || text->size() > max) {
    return body.broken(name, "must be 1 to " + std::to_string(max) + " bytes long");
  }
  return std::optional(std::string(*text));
}

Result<EdgeRefusal> read_refusal(const Api& api, const Fields& body) {
  const auto service = body.text("service");
  if (!service) return service.error();
  if (api.urls.find(*service) == nullptr) return Error(HttpError::unknown_service, "/service");
  const auto code = body.text("code");
  if (!code) return code.error();
  const auto error = url_error_of(*code);
  if (!error) return body.broken("code", "must be a code of a refused URL");
  const auto detail = optional_text(body, "detail", kMaxDetailBytes);
  if (!detail) return detail.error();
  auto host = optional_text(body, "host", kMaxHostBytes);
  if (!host) return host.error();
  return EdgeRefusal{std::string(*service), {*error, detail.value().value_or("")}, std::move(host.value())};
}

// What the calls need whose URLs the worker judges: nobody else's refusals are worth a row.
bool may_name_urls(const service::Principal& caller) {
  return caller.can(Capability::integration_manage) || caller.can(Capability::provider_webhook_subscribe);
}

}  // namespace

void record_edge_refusal(Api& api, const ExchangePtr& exchange) {
  if (!may_name_urls(exchange->principal())) {
    const std::string missing(to_string(Capability::integration_manage));
    api.denials.record(asker_of(*exchange, api.clock.now()), missing);
    return exchange->fail(Error(HttpError::capability_missing, missing));
  }
  const auto refusal = with_fields(exchange->request().body, {"service", "code", "detail", "host"},
                                   [&](const Fields& body) { return read_refusal(api, body); });
  if (!refusal) return exchange->fail(refusal.error());
  const EdgeRefusal& found = refusal.value();
  record_refused_url(api, exchange, {found.service, found.host, found.why, service::JudgedAt::edge}, [exchange] {
    exchange->answer(Answer{204, {}, {}, {}});
  });
}

}  // namespace ratestack::http
