#include "native/service/secrets/rekey_thread.hpp"

#include <chrono>
#include <utility>

namespace ratestack::service {
namespace {

// A database that is away comes back; until then a job waits.
constexpr std::chrono::seconds kRetry{2};

bool may_pass(const Error& error) {
  return error.code == make_error_code(StoreError::unavailable) ||
         error.code == make_error_code(StoreError::too_slow) || error.code == make_error_code(StoreError::busy) ||
         error.code == make_error_code(StoreError::full) || error.code == make_error_code(StoreError::read_only);
}

}  // namespace

RekeyThread::RekeyThread(Rekeyer& rekeyer, OnEnd on_end)
    : rekeyer_(rekeyer), on_end_(std::move(on_end)), thread_([this] { run(); }) {}

RekeyThread::~RekeyThread() { stop(); }

void RekeyThread::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void RekeyThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  std::call_once(joined_, [this] { thread_.join(); });
}

void RekeyThread::run() {
  while (wait_for_work()) {
    for (;;) {
      const auto job = rekeyer_.work([this](const RekeyJob&) { return !stopping(); });
      on_end_(job);
      if (job || !may_pass(job.error()) || !pause()) break;
    }
  }
}

// False once stopping.
bool RekeyThread::wait_for_work() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return woken_ || stopping_; });
  woken_ = false;
  return !stopping_;
}

bool RekeyThread::pause() {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, kRetry, [this] { return stopping_; });
}

bool RekeyThread::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

}  // namespace ratestack::service
