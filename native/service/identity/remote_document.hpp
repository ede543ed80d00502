// A document of somebody else's, asked for when it is needed and kept a while.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "native/service/clock.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack::service {

struct DocumentTerms {
  std::chrono::seconds fresh;  // used that long without asking again
  std::chrono::seconds stale;  // and that long where asking fails; both from the moment it came
  std::chrono::seconds retry;  // after a failure nobody asks for that long
  std::chrono::seconds renew;  // one renewal out of turn in that time
};

/// Thread safe. One thread asks; the others that need the answer wait for it.
template <typename T>
class RemoteDocument {
 public:
  using Shared = std::shared_ptr<const T>;
  using Fetch = std::function<Result<T>()>;  // blocks; any thread, one at a time; does not throw

  /// `clock` must outlive the document.
  RemoteDocument(const Clock& clock, const DocumentTerms& terms, Fetch fetch)
      : clock_(clock), terms_(terms), fetch_(std::move(fetch)) {}

  /// Errors: those of `fetch`, where there is nothing that is still good.
  [[nodiscard]] Result<Shared> get() {
    std::unique_lock lock(mutex_);
    if (document_ && is_within(fetched_at_, terms_.fresh)) return document_;
    ask(lock);
    if (failure_ && !(document_ && is_within(fetched_at_, terms_.stale))) return *failure_;
    return document_;
  }

  /// What may be newer than `seen`, which does not hold what was looked for. `seen` itself where the last renewal is
  /// too near; the error where asking fails.
  [[nodiscard]] Result<Shared> renew(const Shared& seen) {
    std::unique_lock lock(mutex_);
    if (document_ != seen) return document_;
    if (!asking_) {
      if (renewed_at_ && is_within(*renewed_at_, terms_.renew)) return seen;
      renewed_at_ = clock_.now();
    }
    ask(lock);
    if (failure_) return *failure_;
    return document_;
  }

 private:
  [[nodiscard]] bool is_within(Timestamp since, std::chrono::seconds span) const {
    return clock_.now().micros() - since.micros() < std::chrono::microseconds(span).count();
  }

  /// Afterwards either `failure_` says what went wrong, or `document_` is the answer.
  void ask(std::unique_lock<std::mutex>& lock) {
    if (asking_) return landed_.wait(lock, [this, flight = flights_] { return flights_ != flight; });
    if (failure_ && is_within(failed_at_, terms_.retry)) return;
    asking_ = true;
    lock.unlock();
    auto fetched = fetch_();
    lock.lock();
    keep(std::move(fetched));
    asking_ = false;
    ++flights_;
    landed_.notify_all();
  }

  void keep(Result<T> fetched) {
    if (!fetched) {
      failure_ = fetched.error();
      failed_at_ = clock_.now();
      return;
    }
    document_ = std::make_shared<const T>(std::move(fetched.value()));
    fetched_at_ = clock_.now();
    failure_.reset();
  }

  const Clock& clock_;
  const DocumentTerms terms_;
  const Fetch fetch_;
  std::mutex mutex_;
  std::condition_variable landed_;
  bool asking_ = false;
  std::uint64_t flights_ = 0;  // that have ended
  Shared document_;
  std::optional<Error> failure_;  // of the last flight
  Timestamp fetched_at_, failed_at_;
  std::optional<Timestamp> renewed_at_;
};

}  // namespace ratestack::service
