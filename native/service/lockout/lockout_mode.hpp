// Where attempts are being counted. What is told when it changes stands in the audit log (LOCKOUT_MODE_CHANGED).
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace ratestack::service {

enum class LockoutMode : std::uint8_t {
  shared,  // one count for all replicas
  local    // the shared one cannot be reached: each replica counts for itself, and admits its share alone
};

constexpr std::string_view to_string(LockoutMode mode) noexcept {
  return mode == LockoutMode::shared ? "shared" : "local";
}

/// Told once for each change, in order, from one thread that answers no requests: it may wait.
using OnLockoutMode = std::function<void(LockoutMode)>;

}  // namespace ratestack::service
