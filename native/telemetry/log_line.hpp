// One log line as canonical JSON text, built member by member.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ratestack/encoding/json.hpp"

namespace ratestack::telemetry {

enum class Level { debug, info, warning, error };
[[nodiscard]] std::string_view to_string(Level level) noexcept;

/// Members in any order; a name given twice keeps the last value. Values are valid UTF-8 (anything else is left out)
/// and hold no secret: a line is for machines that ship it elsewhere.
class LogLine {
 public:
  explicit LogLine(std::string_view event);
  LogLine& text(std::string_view name, std::string_view value);
  LogLine& number(std::string_view name, std::int64_t value);  // within +-(2^53-1)

  /// Without the line feed.
  [[nodiscard]] std::string finish(Level level, std::string_view time) &&;

 private:
  JsonObject members_;
};

}  // namespace ratestack::telemetry
