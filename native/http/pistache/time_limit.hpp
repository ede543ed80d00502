// How long a connection may stay as it is. Its reactor thread and whoever answers say what it does; the reaper asks
// whether its time is over. One word holds both, so that a request is either taken or given up, never both.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace ratestack::http {

/// Lock-free, any thread.
class TimeLimit {
 public:
  using Clock = std::chrono::steady_clock;
  enum class Stage : std::uint8_t {
    silent,    // not one byte has come
    arriving,  // the first bytes of a request have
    answered,  // the answer is on its way, or has gone and nothing came since
    leaving    // to be closed: nothing that comes is read any more. Final.
  };

  /// From now on, until then. Changes nothing where the connection is leaving.
  void allow(Stage stage, Clock::time_point until) noexcept { replace(pack(stage, until)); }

  /// To be closed, whatever it does, by then.
  void leave(Clock::time_point until) noexcept { word_.store(pack(Stage::leaving, until)); }

  /// As long as it takes; for a request that is being worked on. False where the connection is leaving.
  [[nodiscard]] bool suspend() noexcept { return replace(kNone); }

  [[nodiscard]] bool is_leaving() const noexcept { return is_leaving(word_.load()); }

  /// The stage whose time is over at `now`, if it is; the connection is leaving from here on, until `next`.
  [[nodiscard]] std::optional<Stage> expire(Clock::time_point now, Clock::time_point next) noexcept {
    auto known = word_.load();
    while (known != kNone && milliseconds(now) >= known / kStages) {
      if (word_.compare_exchange_weak(known, pack(Stage::leaving, next))) return stage(known);
    }
    return std::nullopt;
  }

 private:
  static constexpr std::int64_t kNone = -1;
  static constexpr std::int64_t kStages = 4;

  bool replace(std::int64_t word) noexcept {
    auto known = word_.load();
    while (!is_leaving(known)) {
      if (word_.compare_exchange_weak(known, word)) return true;
    }
    return false;
  }

  static std::int64_t milliseconds(Clock::time_point at) noexcept {
    return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
  }
  static std::int64_t pack(Stage stage, Clock::time_point until) noexcept {
    return milliseconds(until) * kStages + static_cast<std::int64_t>(stage);
  }
  static Stage stage(std::int64_t word) noexcept { return static_cast<Stage>(word % kStages); }
  static bool is_leaving(std::int64_t word) noexcept { return word != kNone && stage(word) == Stage::leaving; }

  std::atomic<std::int64_t> word_{kNone};
};

}  // namespace ratestack::http
