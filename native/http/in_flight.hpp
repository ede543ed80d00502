// Counts requests between arrival and the last byte of their answer, for an orderly stop.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>

namespace ratestack::http {

class InFlight : public std::enable_shared_from_this<InFlight> {
 public:
  /// Held by whatever still owes bytes to a client; its destruction counts down. Any thread.
  class Token {
   public:
    explicit Token(std::shared_ptr<InFlight> owner) noexcept : owner_(std::move(owner)) {}
    ~Token() { owner_->leave(); }
    Token(const Token&) = delete;
    Token& operator=(const Token&) = delete;

   private:
    std::shared_ptr<InFlight> owner_;
  };

  [[nodiscard]] std::shared_ptr<Token> enter() {
    const std::lock_guard lock(mutex_);
    ++count_;
    return std::make_shared<Token>(shared_from_this());
  }

  /// Waits for the count to reach zero, no longer than `deadline`; answers what is left of it.
  [[nodiscard]] std::size_t wait_for_none(std::chrono::milliseconds deadline) {
    std::unique_lock lock(mutex_);
    none_.wait_for(lock, deadline, [this] { return count_ == 0; });
    return count_;
  }

 private:
  void leave() {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) none_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable none_;
  std::size_t count_ = 0;
};

}  // namespace ratestack::http
