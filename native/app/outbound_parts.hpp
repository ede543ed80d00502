// What calls others, as the settings say: names looked up, URLs judged, HTTP spoken.
#pragma once

#include <memory>

#include "native/app/url_parts.hpp"
#include "native/outbound/curl_http_client.hpp"
#include "native/service/url_judge.hpp"

namespace ratestack::app {

class OutboundParts {
 public:
  /// Errors: PolicyError, ResolverError, CurlError.
  static Result<std::unique_ptr<OutboundParts>> open(const Config& config);
  OutboundParts(const OutboundParts&) = delete;
  OutboundParts& operator=(const OutboundParts&) = delete;

  [[nodiscard]] const service::UrlJudge& urls() const noexcept { return urls_; }
  [[nodiscard]] service::HttpClient& http() noexcept { return *http_; }
  /// Lookups that are under way end. Idempotent.
  void stop() { resolver_->stop(); }

 private:
  explicit OutboundParts(UrlParts parts)
      : resolver_(std::move(parts.resolver)), urls_(std::move(parts.validators), *resolver_) {}

  std::unique_ptr<outbound::CaresResolver> resolver_;
  service::UrlJudge urls_;
  std::unique_ptr<outbound::CurlHttpClient> http_;
};

}  // namespace ratestack::app
