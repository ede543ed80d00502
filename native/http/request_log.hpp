// What this layer reports of each request. Telemetry implements it; app/ joins the two.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace ratestack::http {

/// Names patterns and ids, never a raw URI, header or body: those hold personal data.
struct RequestRecord {
  std::string_view correlation_id;
  std::string_view method;
  std::string_view route;  // pattern; empty where none matched
  std::string_view actor;  // key id; empty without a proven credential
  int status = 0;
  std::string_view code;  // of the problem; empty on success
  std::chrono::microseconds duration{};
  std::size_t bytes = 0;  // of the answer's body
};

class RequestLog {
 public:
  virtual ~RequestLog() = default;
  /// Any thread; must not block.
  virtual void record(const RequestRecord& record) = 0;
  /// A defect or a failing part of ours, by module and enum name: what the answer does not say.
  virtual void fault(std::string_view correlation_id, std::string_view what) = 0;
};

}  // namespace ratestack::http
