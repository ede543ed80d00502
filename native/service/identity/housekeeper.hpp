// Work of identity that no request waits for: writing uses down, forgetting what is over, noticing rotated keys.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "native/service/identity/access_tokens.hpp"
#include "native/service/identity/sessions.hpp"

namespace ratestack::service {

struct HousekeepingParts {
  Store& store;
  Sessions& sessions;
  UseNotes<KeyId>& key_uses;
  AccessTokens& tokens;
  const Clock& clock;
};

class Housekeeper {
 public:
  static constexpr std::chrono::seconds kInterval{15};
  static constexpr std::chrono::hours kKeepSessions{30 * 24};  // after their end, for who asks what happened

  /// `on_failure`: told of a round that could not be done; the next one tries again.
  Housekeeper(const HousekeepingParts& parts, std::function<void(const Error&)> on_failure);
  /// Stops; equal to stop().
  ~Housekeeper();
  Housekeeper(const Housekeeper&) = delete;
  Housekeeper& operator=(const Housekeeper&) = delete;

  /// One round, on the caller's thread.
  Result<void> tidy();
  /// Writes down what is noted, and joins. Idempotent.
  void stop();

 private:
  void run();

  const HousekeepingParts parts_;
  const std::function<void(const Error&)> on_failure_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::once_flag joined_;
  std::thread thread_;
};

}  // namespace ratestack::service
