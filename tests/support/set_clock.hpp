// A clock that stands still until a test moves it.
#pragma once

#include <atomic>
#include <cstdint>

#include "native/service/clock.hpp"

namespace ratestack::testing {

class SetClock final : public service::Clock {
 public:
  [[nodiscard]] Timestamp now() const override { return Timestamp::from_micros(micros_); }
  void advance_millis(std::int64_t millis) { micros_ += millis * 1'000; }
  void advance_seconds(std::int64_t seconds) { micros_ += seconds * 1'000'000; }

 private:
  std::atomic<std::int64_t> micros_{1'795'435'200'000'000};  // 2026-11-23T12:00:00Z
};

}  // namespace ratestack::testing
