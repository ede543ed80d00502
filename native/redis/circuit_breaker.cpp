#include "native/redis/circuit_breaker.hpp"

#include <algorithm>

namespace ratestack::redis {

void CircuitBreaker::failed(Time now) {
  if (!closed_ || ++failures_ < rule_.failures) return;
  closed_ = false;
  if (now - closed_at_ >= rule_.steady) wait_ = rule_.first_wait;
  next_probe_ = now + wait_;
  wait_ = std::min(wait_ * 2, rule_.longest_wait);
}

void CircuitBreaker::probe_succeeded(Time now) {
  closed_ = true;
  failures_ = 0;
  closed_at_ = now;
}

void CircuitBreaker::probe_failed(Time now) {
  next_probe_ = now + wait_;
  wait_ = std::min(wait_ * 2, rule_.longest_wait);
}

}  // namespace ratestack::redis
