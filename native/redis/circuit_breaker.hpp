// When to stop asking a server that fails, and when to try it again. A state machine without a clock.
#pragma once

#include <chrono>

namespace ratestack::redis {

struct BreakerRule {
  unsigned failures = 3;  // one after the other: one answer that came late is no outage
  std::chrono::milliseconds first_wait{100};
  std::chrono::milliseconds longest_wait{5'000};
  std::chrono::milliseconds steady{30'000};  // closed for so long: what was before is forgotten
};

/// Open at first: until a probe has succeeded, nobody else is let through. Waits double from one failed probe to the
/// next, and go on from where they were when it opens again soon: a server that is up and down by turns is asked, and
/// the change told, every `longest_wait` at most. Not thread safe.
class CircuitBreaker {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit CircuitBreaker(const BreakerRule& rule) : rule_(rule), wait_(rule.first_wait) {}

  [[nodiscard]] bool is_closed() const noexcept { return closed_; }
  void succeeded() noexcept { failures_ = 0; }
  /// Opens it after the rule's number in a row. Nothing while it is open: those were let through before.
  void failed(Time now);

  /// Half open: the one who probes asks, and says what came of it.
  [[nodiscard]] Time next_probe() const noexcept { return next_probe_; }
  void probe_succeeded(Time now);
  void probe_failed(Time now);

 private:
  const BreakerRule rule_;
  bool closed_ = false;
  unsigned failures_ = 0;
  std::chrono::milliseconds wait_;  // before the next probe
  Time closed_at_{};
  Time next_probe_{};
};

}  // namespace ratestack::redis
