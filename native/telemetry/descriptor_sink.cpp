#include "native/telemetry/descriptor_sink.hpp"

#include <unistd.h>

#include <cerrno>
#include <string>

namespace ratestack::telemetry {

void DescriptorSink::sink_it_(const spdlog::details::log_msg& message) {
  if (before_) {
    const std::string line = before_();
    if (!line.empty()) put(line + '\n');
  }
  std::string line(message.payload.data(), message.payload.size());
  put(line += '\n');
  written_.fetch_add(1);
}

void DescriptorSink::put(std::string_view line) const {
  while (!line.empty()) {
    const ssize_t size = ::write(descriptor_, line.data(), line.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return;  // a log that is gone (EPIPE, ENOSPC) has nobody to be told
    line.remove_prefix(static_cast<std::size_t>(size));
  }
}

}  // namespace ratestack::telemetry
