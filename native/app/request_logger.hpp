// Joins what the HTTP layer reports to the log: one line a request.
#pragma once

#include "native/http/request_log.hpp"
#include "native/telemetry/json_log.hpp"

namespace ratestack::app {

class RequestLogger final : public http::RequestLog {
 public:
  explicit RequestLogger(telemetry::JsonLog& log) noexcept : log_(log) {}

  void record(const http::RequestRecord& record) override;
  void fault(std::string_view correlation_id, std::string_view what) override;

 private:
  telemetry::JsonLog& log_;
};

}  // namespace ratestack::app
