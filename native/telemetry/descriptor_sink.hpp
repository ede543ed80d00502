// A spdlog sink over a file descriptor, and the redactor before it. Lines arrive on the log's thread alone.
//
// Every byte of the log leaves through `put`, and `put` redacts: no line, the log's own ones included, has a way around
// it, and no request waits for it.
#pragma once

#include <spdlog/details/null_mutex.h>
#include <spdlog/sinks/base_sink.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "ratestack/redaction/pii_redactor.hpp"

namespace ratestack::telemetry {

class DescriptorSink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 public:
  explicit DescriptorSink(int descriptor) : descriptor_(descriptor) {}

  /// Any thread.
  [[nodiscard]] std::uint64_t written() const noexcept { return written_.load(); }
  /// Asked before each line for one to put before it; empty for none. Set before the first line.
  void before_each(std::function<std::string()> line) { before_ = std::move(line); }

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override;
  void flush_() override {}

 private:
  void put(std::string line) const;

  const int descriptor_;
  const PiiRedactor redactor_;
  std::atomic<std::uint64_t> written_{0};
  std::function<std::string()> before_;
};

}  // namespace ratestack::telemetry
