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

// Linux gives each thread a nice value of its own. Added to what the process was started with.
void step_back() {
  const auto self = static_cast<id_t>(::syscall(SYS_gettid));
  ::setpriority(PRIO_PROCESS, self, ::getpriority(PRIO_PROCESS, self) + kNice);
}

std::size_t threads_for(const PasswordWorkerLimits& limits) {
  return limits.threads != 0 ? limits.threads : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

PasswordWorker::PasswordWorker(PasswordWorkerLimits limits, Now now)
    : limits_(limits), now_(std::move(now)), one_takes_(limits.first_guess), thread_count_(threads_for(limits)) {
  for (std::size_t i = 0; i < thread_count_; ++i) {
    threads_.emplace_back([this] { run(); });
  }
}

PasswordWorker::~PasswordWorker() { stop(); }

microseconds PasswordWorker::expected_wait() const {
  const auto before = static_cast<std::int64_t>(queue_.size() + 1);
  return one_takes_ * before / static_cast<std::int64_t>(thread_count_);
}

std::optional<std::chrono::seconds> PasswordWorker::submit(Work work, Work too_late) {
  {
    const std::lock_guard lock(mutex_);
    const microseconds wait = expected_wait();
    // However slow one is, a place for each thread is none to wait long for.
    if (stopping_ || (wait > limits_.longest_wait && queue_.size() >= thread_count_)) {
      return std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(wait));
    }
    queue_.push_back({std::move(work), std::move(too_late), now_()});
  }
  wake_.notify_one();
  return std::nullopt;
}

std::optional<PasswordWorker::Job> PasswordWorker::next() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  if (queue_.empty()) return std::nullopt;
  Job job = std::move(queue_.front());
  queue_.pop_front();
  return job;
}

std::optional<microseconds> PasswordWorker::perform(const Job& job) const {
  const auto begun = now_();
  if (job.too_late && begun - job.submitted > limits_.patience) {
    job.too_late();
    return std::nullopt;
  }
  job.work();
  return std::chrono::duration_cast<microseconds>(now_() - begun);
}

void PasswordWorker::run() {
  step_back();
  while (auto job = next()) {
    const auto spent = perform(*job);
    if (!spent) continue;
    const std::lock_guard lock(mutex_);
    one_takes_ = (one_takes_ * 7 + *spent) / 8;
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
