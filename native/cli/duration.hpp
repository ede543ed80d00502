// Lengths of time as flags write them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace ratestack::cli {

/// A whole number with a unit, "90d", "12h", "30m" or "45s": 0 to ten years. Nothing for what is none.
[[nodiscard]] std::optional<std::chrono::seconds> parse_duration(std::string_view text) noexcept;

}  // namespace ratestack::cli
