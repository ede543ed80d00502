#include "native/cli/duration.hpp"

#include <charconv>
#include <cstdint>

namespace ratestack::cli {
namespace {

constexpr std::int64_t kLongest = std::int64_t{10} * 366 * 24 * 60 * 60;

std::int64_t seconds_of(char unit) noexcept {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return 60;
    case 'h':
      return 60 * 60;
    case 'd':
      return 24 * 60 * 60;
    default:
      return 0;
  }
}

}  // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) noexcept {
  if (text.size() < 2) return std::nullopt;
  const std::int64_t unit = seconds_of(text.back());
  const char* const last = text.data() + text.size() - 1;
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), last, count);
  if (unit == 0 || error != std::errc{} || end != last || count < 0 || count > kLongest / unit) return std::nullopt;
  return std::chrono::seconds(count * unit);
}

}  // namespace ratestack::cli
