// Reads a scan one batch ahead on a thread of its own, so that the database works while the rows before are examined.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "native/service/store.hpp"

namespace ratestack::service {

/// Two buffers in all: constant memory. One consumer thread.
class ReadAhead {
 public:
  explicit ReadAhead(std::unique_ptr<AuditScan> scan);
  /// Stops after the batch that is being read.
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next rows; empty at the end. The span lives until the next call.
  Result<std::span<const AuditRowRecord>> next();

 private:
  using Batch = std::vector<AuditRowRecord>;
  void run();
  Result<std::size_t> read(Batch& batch);

  std::unique_ptr<AuditScan> scan_;  // the thread's
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Result<std::size_t>> ready_;  // what reading into `ahead_` came to
  bool stopping_ = false;
  Batch ahead_;  // the thread's while `ready_` is empty
  Batch taken_;  // the consumer's
  std::thread thread_;
};

}  // namespace ratestack::service
