#include "native/service/read_ahead.hpp"

#include <exception>
#include <utility>

namespace ratestack::service {

ReadAhead::ReadAhead(std::unique_ptr<AuditScan> scan) : scan_(std::move(scan)), thread_([this] { run(); }) {}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

Result<std::span<const AuditRowRecord>> ReadAhead::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return ready_.has_value(); });
  // The end and an error stay where they are: every further call answers the same.
  if (!*ready_) return ready_->error();
  const std::size_t count = ready_->value();
  if (count == 0) return std::span<const AuditRowRecord>();
  std::swap(ahead_, taken_);
  ready_.reset();
  changed_.notify_all();
  return std::span<const AuditRowRecord>(taken_.data(), count);
}

void ReadAhead::run() {
  for (bool more = true; more;) {
    auto count = read(ahead_);
    more = count && *count > 0;
    std::unique_lock lock(mutex_);
    ready_ = std::move(count);
    changed_.notify_all();
    changed_.wait(lock, [this, more] { return stopping_ || (more && !ready_) || !more; });
    if (stopping_) return;
  }
}

Result<std::size_t> ReadAhead::read(Batch& batch) {
  try {
    return scan_->next(batch);
  } catch (const std::exception&) {  // no memory: the consumer hears of it, the process lives
    return StoreError::fault;
  }
}

}  // namespace ratestack::service
