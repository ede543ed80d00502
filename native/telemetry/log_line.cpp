#include "native/telemetry/log_line.hpp"

#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::telemetry {

std::string_view to_string(Level level) noexcept {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return "error";
}

LogLine::LogLine(std::string_view event) {
  text_.reserve(320);
  text_ += R"({"event":)";
  append_canonical_string(text_, event);
}

LogLine& LogLine::text(std::string_view name, std::string_view value) {
  text_ += ',';
  append_canonical_string(text_, name);
  text_ += ':';
  append_canonical_string(text_, value);
  return *this;
}

LogLine& LogLine::number(std::string_view name, std::int64_t value) {
  text_ += ',';
  append_canonical_string(text_, name);
  text_ += ':';
  append_canonical_integer(text_, value);
  return *this;
}

std::string LogLine::finish(Level level, std::string_view time) && {
  text("level", to_string(level)).text("time", time);
  return std::move(text_ += '}');
}

}  // namespace ratestack::telemetry
