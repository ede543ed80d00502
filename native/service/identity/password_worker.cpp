#include "native/service/identity/password_worker.hpp"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

namespace ratestack::service {
namespace {

constexpr int kNice = 10;  // a tenth of the share of a thread that answers, when both want the processor
using std::chrono::microseconds;
using std::chrono::steady_clock;

// Linux gives each thread a nice value of its own.
void step_back() { ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), kNice); }

}  // namespace

PasswordWorker::PasswordWorker(PasswordWorkerLimits limits) : limits_(limits), one_takes_(limits.first_guess) {
  for (std::size_t i = 0; i < std::max<std::size_t>(1, limits_.threads); ++i) {
    threads_.emplace_back([this] { run(); });
  }
}

PasswordWorker::~PasswordWorker() { stop(); }

microseconds PasswordWorker::expected_wait() const {
  const auto before = static_cast<std::int64_t>(queue_.size() + 1);
  return one_takes_ * before / static_cast<std::int64_t>(threads_.size());
}

std::optional<std::chrono::seconds> PasswordWorker::submit(Work work) {
  {
    const std::lock_guard lock(mutex_);
    const microseconds wait = expected_wait();
    if (stopping_ || (wait > limits_.longest_wait && queue_.size() >= threads_.size())) {
      return std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(wait / 2));
    }
    queue_.push_back(std::move(work));
  }
  wake_.notify_one();
  return std::nullopt;
}

void PasswordWorker::run() {
  step_back();
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    Work work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    const auto begun = steady_clock::now();
    work();
    work = nullptr;
    const auto spent = std::chrono::duration_cast<microseconds>(steady_clock::now() - begun);
    lock.lock();
    one_takes_ = (one_takes_ * 7 + spent) / 8;
  }
}

void PasswordWorker::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  std::call_once(joined_, [this] {
    for (std::thread& thread : threads_) thread.join();
  });
}

}  // namespace ratestack::service
