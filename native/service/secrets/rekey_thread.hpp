// The server's own rekeyer: works on whatever job there is, when it is woken.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "native/service/secrets/rekeyer.hpp"

namespace ratestack::service {

class RekeyThread {
 public:
  /// Told how each round of work ended; on the rekeyer's thread.
  using OnEnd = std::function<void(const Result<RekeyJob>&)>;

  RekeyThread(Rekeyer& rekeyer, OnEnd on_end);
  /// Stops; equal to stop().
  ~RekeyThread();
  RekeyThread(const RekeyThread&) = delete;
  RekeyThread& operator=(const RekeyThread&) = delete;

  /// Any thread, never blocks.
  void wake();
  /// Ends the work after its present stretch; the job stays, for whoever goes on. Idempotent.
  void stop();

 private:
  void run();
  bool wait_for_work();
  bool pause();
  [[nodiscard]] bool stopping();

  Rekeyer& rekeyer_;
  const OnEnd on_end_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false, stopping_ = false;
  std::once_flag joined_;
  std::thread thread_;
};

}  // namespace ratestack::service
