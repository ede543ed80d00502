// POST /v1/redact: the redactor itself, for whoever wants a text cleaned before it goes somewhere else. Nothing of the
// body is stored or logged.
#include "native/http/handlers.hpp"
#include "native/http/redact_body.hpp"
#include "native/service/redaction_report.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kMaxInlineBody = std::size_t{16} * 1024;  // a larger body takes a lane: reactors serve others too

Result<PiiRedactor> redactor_for(const Api& api, const OrgId& org, RedactBody& body) {
  RedactionOptions options;
  options.mode = body.mode;
  options.allowed = std::move(body.allowed);
  if (body.mode == RedactionMode::pseudonym) options.pseudonym_key = api.pseudonym_keys.key_of(org);
  return PiiRedactor::create(std::move(options));
}

Result<PiiCounts> redact_content(const PiiRedactor& redactor, RedactBody& body) {
  if (body.input == RedactInput::json) return redactor.redact_json(body.content);
  return redactor.redact(body.content);
}

std::string answer_body(const RedactBody& body, const PiiCounts& counts) {
  std::string out;
  out.reserve(body.content.size() + 128);
  if (body.input == RedactInput::json) {
    out += R"({"json":)" + body.content;
  } else {
    out += R"({"text":)";
    append_canonical_string(out, body.content);
  }
  return out += R"(,"counts":)" + service::counts_json(counts) + "}";
}

void redact_now(Api& api, const ExchangePtr& exchange) {
  auto body = parse_redact_body(exchange->request().body);
  if (!body) return exchange->fail(body.error());
  const auto redactor = redactor_for(api, exchange->principal().org_id, *body);
  if (!redactor) return exchange->fail(redactor.error());
  const auto counts = redact_content(*redactor, *body);
  if (!counts) return exchange->fail(counts.error());
  exchange->answer(json_answer(200, answer_body(*body, *counts)));
}

}  // namespace

void redact_body(Api& api, const ExchangePtr& exchange) {
  if (exchange->request().body.size() <= kMaxInlineBody) return redact_now(api, exchange);
  run_in(api.reads, exchange, [&api, exchange] { redact_now(api, exchange); });
}

}  // namespace ratestack::http
