// One log line as JSON text, built member by member. Requests write one each, so it is a string from the start: no
// tree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ratestack::telemetry {

enum class Level { debug, info, warning, error };
[[nodiscard]] std::string_view to_string(Level level) noexcept;

/// Members in the order in which they are added, each name once. Values are valid UTF-8 and hold no secret: a line is
/// for machines that ship it elsewhere. Checks neither.
class LogLine {
 public:
  explicit LogLine(std::string_view event);
  LogLine& text(std::string_view name, std::string_view value);
  LogLine& number(std::string_view name, std::int64_t value);  // within +-(2^53-1)

  /// Without the line feed.
  [[nodiscard]] std::string finish(Level level, std::string_view time) &&;

 private:
  std::string text_;
};

}  // namespace ratestack::telemetry
