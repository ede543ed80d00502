// POST /v1/url/validate: contract 3.11. A refusal is an answer (200) and an audit row; only the row says why.
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/json_fields.hpp"
#include "native/http/refused_url.hpp"
#include "native/service/url_report.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kMaxInlineBody = std::size_t{16} * 1024;  // a larger body is parsed in a lane

// What a tenant is told, whatever the reason: the rest would describe the network that we stand in.
constexpr std::string_view kDenied = "This service may not call this URL.";
// Denials are of one length, too: the code is the same for all readers, its length shall not tell more.
constexpr std::size_t kDenialBytes = 128;

struct Question {
  std::string url, service;
};

Result<Question> read_question(std::string_view body) {
  const auto tree = parse_json(body);
  if (!tree) return tree.error();
  const auto fields = Fields::of(*tree, "");
  if (!fields) return fields.error();
  if (const auto known = fields->only({"url", "service"}); !known) return known.error();
  const auto url = fields->text("url");
  if (!url) return url.error();
  const auto service = fields->text("service");
  if (!service) return service.error();
  return Question{std::string(*url), std::string(*service)};
}

Answer denied(const Error& why, const service::Principal& asker) {
  std::string text = service::refused_report(why, asker.sees_whole_log() ? std::string_view(why.context) : kDenied);
  if (text.size() < kDenialBytes) text.resize(kDenialBytes, ' ');  // JSON may end in white space
  return json_answer(200, std::move(text));
}

void judge_now(Api& api, const ExchangePtr& exchange) {
  auto question = read_question(exchange->request().body);
  if (!question) return exchange->fail(question.error());
  const SafeUrlValidator* validator = api.urls.find(question->service);
  if (validator == nullptr) return exchange->fail(Error(HttpError::unknown_service, "/service"));
  const auto done = [&api, exchange, question = *question](const Result<SafeUrl>& verdict) {
    if (verdict) return exchange->answer(json_answer(200, service::allowed_report(*verdict)));
    if (!service::is_refusal(verdict.error())) return exchange->fail(verdict.error());
    const Error& why = verdict.error();
    record_refused_url(api, exchange, {question.service, service::host_of_refused(question.url), why},
                       [exchange, why] { exchange->answer(denied(why, exchange->principal())); });
  };
  api.urls.judge(*validator, question->url, done);
}

}  // namespace

void validate_url(Api& api, const ExchangePtr& exchange) {
  if (exchange->request().body.size() <= kMaxInlineBody) return judge_now(api, exchange);
  run_in(api.reads, exchange, [&api, exchange] { judge_now(api, exchange); });
}

}  // namespace ratestack::http
