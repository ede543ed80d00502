// The log: JSON lines to a file descriptor, redacted and written by a thread of its own.
//
// A hung sink (a full pipe, a stopped journal) must not freeze requests: lines wait in a bounded queue, beyond which
// the oldest are dropped and counted; the count is the next line that gets through.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "native/service/clock.hpp"
#include "native/telemetry/log_line.hpp"

namespace ratestack::telemetry {

struct LogOptions {
  Level least = Level::info;  // lines below are not written
  int descriptor = 1;         // not owned; must stay open
  std::size_t max_queued = 8192;
};

class JsonLog {
 public:
  JsonLog(const LogOptions& options, const service::Clock& clock);
  /// Waits for the sink without bound: call `drain` first and leave the process where it fails.
  ~JsonLog();
  JsonLog(const JsonLog&) = delete;
  JsonLog& operator=(const JsonLog&) = delete;

  /// Any thread; never waits for the sink.
  void write(Level level, LogLine line);
  /// True when every line that was not dropped has reached the descriptor before the deadline.
  [[nodiscard]] bool drain(std::chrono::milliseconds deadline);
  /// Lines dropped since the start.
  [[nodiscard]] std::uint64_t dropped() const;

 private:
  struct Parts;
  void put(const std::string& line);

  const LogOptions options_;
  const service::Clock& clock_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace ratestack::telemetry
