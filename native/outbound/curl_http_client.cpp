#include "native/outbound/curl_http_client.hpp"

#include <curl/curl.h>

#include <future>

#include "native/outbound/curl_transfer.hpp"
#include "ratestack/base/error_enum.hpp"

namespace ratestack::outbound {
namespace {

using service::HttpCallError;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::string_view describe(CurlError) { return "no_library"; }

// The answer of a resolver that comes too late finds its promise still there, and nobody who waits.
Result<SafeUrl> judge_in_time(const service::UrlJudge& judge, const service::HttpCall& call) {
  const SafeUrlValidator* const validator = judge.find(call.service);
  if (validator == nullptr) return HttpCallError::unknown_service;
  auto promise = std::make_shared<std::promise<Result<SafeUrl>>>();
  auto verdict = promise->get_future();
  judge.judge(*validator, call.url, [promise](Result<SafeUrl> safe) { promise->set_value(std::move(safe)); });
  if (verdict.wait_for(call.limits.total) != std::future_status::ready) return Error(HttpCallError::timed_out, "DNS");
  return verdict.get();
}

}  // namespace

boost::system::error_code make_error_code(CurlError error) {
  static constexpr EnumCategory<CurlError, describe> kCategory{"curl"};
  return {static_cast<int>(error), kCategory};
}

Result<std::unique_ptr<CurlHttpClient>> CurlHttpClient::create(const service::UrlJudge& judge, CurlOptions options) {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return CurlError::no_library;
  return std::unique_ptr<CurlHttpClient>(new CurlHttpClient(judge, std::move(options)));
}

CurlHttpClient::~CurlHttpClient() { curl_global_cleanup(); }

Result<service::HttpReply> CurlHttpClient::send(const service::HttpCall& call) {
  const auto deadline = steady_clock::now() + call.limits.total;
  const auto safe = judge_in_time(judge_, call);
  if (!safe) return safe.error();
  const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
  if (left.count() <= 0) return Error(HttpCallError::timed_out, "DNS");
  CurlTransfer transfer(safe.value(), call, left);
  return transfer.run(options_.ca_file);
}

}  // namespace ratestack::outbound
