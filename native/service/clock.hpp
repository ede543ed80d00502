// Time as a parameter: the system's clock in main, a set one in tests.
#pragma once

#include "ratestack/base/time.hpp"

namespace ratestack::service {

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Timestamp now() const = 0;  // any thread
};

}  // namespace ratestack::service
