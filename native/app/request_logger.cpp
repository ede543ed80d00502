#include "native/app/request_logger.hpp"

namespace ratestack::app {

using telemetry::Level;
using telemetry::LogLine;

void RequestLogger::record(const http::RequestRecord& record) {
  LogLine line("request");
  line.text("correlation_id", record.correlation_id).text("method", record.method).text("route", record.route);
  line.number("status", record.status).number("duration_us", record.duration.count());
  line.number("bytes", static_cast<std::int64_t>(record.bytes));
  if (!record.actor.empty()) line.text("actor", record.actor);
  if (!record.code.empty()) line.text("code", record.code);
  log_.write(Level::info, std::move(line));
}

void RequestLogger::fault(std::string_view correlation_id, std::string_view what) {
  LogLine line("fault");
  line.text("correlation_id", correlation_id).text("what", what);
  log_.write(Level::error, std::move(line));
}

}  // namespace ratestack::app
