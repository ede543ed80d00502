#include "native/telemetry/json_log.hpp"

#include <spdlog/async.h>

#include <thread>

#include "native/telemetry/descriptor_sink.hpp"

namespace ratestack::telemetry {

struct JsonLog::Parts {
  std::shared_ptr<spdlog::details::thread_pool> pool;
  std::shared_ptr<DescriptorSink> sink;
  std::shared_ptr<spdlog::async_logger> logger;
  std::atomic<std::uint64_t> accepted{0};
  std::uint64_t dropped_told = 0;  // the log's thread alone
};

JsonLog::JsonLog(const LogOptions& options, const service::Clock& clock)
    : options_(options), clock_(clock), parts_(std::make_unique<Parts>()) {
  parts_->pool = std::make_shared<spdlog::details::thread_pool>(options.max_queued, 1);
  parts_->sink = std::make_shared<DescriptorSink>(options.descriptor);
  parts_->sink->before_each([this]() -> std::string {
    const std::uint64_t count = dropped();
    if (count == parts_->dropped_told) return {};
    const auto news = static_cast<std::int64_t>(count - parts_->dropped_told);
    parts_->dropped_told = count;
    LogLine line("log_lines_dropped");
    line.number("count", news);
    return std::move(line).finish(Level::warning, clock_.now().to_text());
  });
  parts_->logger = std::make_shared<spdlog::async_logger>("ratestack", parts_->sink, parts_->pool,
                                                          spdlog::async_overflow_policy::overrun_oldest);
  parts_->logger->set_level(spdlog::level::trace);  // levels are ours
}

JsonLog::~JsonLog() = default;

void JsonLog::write(Level level, LogLine line) {
  if (level < options_.least) return;
  put(std::move(line).finish(level, clock_.now().to_text()));
}

// Redaction waits at the sink (descriptor_sink.hpp), where the log's own lines pass too.
void JsonLog::put(const std::string& line) {
  parts_->accepted.fetch_add(1);
  parts_->logger->log(spdlog::level::info, spdlog::string_view_t(line));
}

bool JsonLog::drain(std::chrono::milliseconds deadline) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (parts_->sink->written() + dropped() < parts_->accepted.load()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

std::uint64_t JsonLog::dropped() const { return parts_->pool->overrun_counter(); }

}  // namespace ratestack::telemetry
