#include "native/telemetry/descriptor_sink.hpp"

#include <unistd.h>

#include <cerrno>

namespace ratestack::telemetry {
namespace {

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::write(descriptor, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return;  // a log that is gone (EPIPE, ENOSPC) has nobody to be told
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
}

}  // namespace

void DescriptorSink::sink_it_(const spdlog::details::log_msg& message) {
  if (before_) {
    std::string line = before_();
    if (!line.empty()) put(std::move(line));
  }
  put(std::string(message.payload.data(), message.payload.size()));
  written_.fetch_add(1);
}

// A line that is no JSON would be a defect of whoever made it; it is redacted as the text that it is.
void DescriptorSink::put(std::string line) const {
  if (!redactor_.redact_json(line)) redactor_.redact(line);
  write_all(descriptor_, line += '\n');
}

}  // namespace ratestack::telemetry
