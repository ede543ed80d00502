// The group-commit writer: many requests, one fsync, each answered after it.
//
// One thread owns the end of the log. It takes whatever has queued up while the last commit was on its way to the disk,
// gives each event its place, and commits them together: under load a batch grows by itself, alone a request waits for
// nobody. A state change and its rows commit together, or neither does.
//
// Events pass the redactor inside `submit`, on the caller's thread: whoever appends, in whatever subsystem, appends
// redacted rows, and the one thread that all of them wait for does not pay for it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "native/service/clock.hpp"
#include "native/service/event_redactor.hpp"
#include "native/service/store.hpp"

namespace ratestack::service {

/// What the writer gives back for each event.
struct AppendedRow {
  std::uint64_t id = 0;
  std::uint64_t org_seq = 0;
  Digest previous_hash;
  Digest entry_hash;
};

struct Idempotency {
  std::string org_id;
  std::string key;      // as the client sent it, 1 to 255 visible ASCII characters
  Digest request_hash;  // of method, path and body
};

/// The outcome of one job: the rows, or (with `repeated`) the answer remembered under its idempotency key.
struct AppendOutcome {
  std::vector<AppendedRow> rows;
  std::optional<RememberedAnswer> repeated;
};

struct AppendJob {
  std::vector<AuditEvent> events;
  /// State change to commit with the rows; runs on the writer's thread before the rows get their places, and again when
  /// their transaction is begun anew.
  std::function<Result<void>(WriteTransaction&)> change;
  std::optional<Idempotency> idempotency;
  /// Body to remember under the idempotency key, from the rows; after `change`.
  std::function<std::string(const std::vector<AppendedRow>&)> answer;
  int answer_status = 201;  // to remember with it
  /// Called exactly once: on the writer's thread after the commit or the failure, or inside submit() when the job is
  /// refused. Must neither block nor throw.
  std::function<void(Result<AppendOutcome>)> done;
};

/// What waiting work amounts to.
struct Load {
  std::size_t events = 0;
  std::size_t bytes = 0;  // of the events' texts, about
};

/// A job in the writer's hands: its events are redacted, and no longer in `job`.
struct QueuedJob {
  AppendJob job;
  std::vector<RedactedEvent> events;
  Load load;
};

enum class AppendError {
  idempotency_key_reused = 1,  // the same key came with another request
  row_too_long,                // over kMaxRowBytes
};
boost::system::error_code make_error_code(AppendError error);

struct WriterLimits {
  Load queue{200'000, std::size_t{128} << 20};  // beyond: StoreError::busy at once
  Load batch{4'000, std::size_t{32} << 20};     // of one commit; a larger job is a batch by itself
};

class AuditWriter {
 public:
  AuditWriter(Store& store, const Clock& clock, WriterLimits limits = {});
  /// Stops; equal to stop().
  ~AuditWriter();
  AuditWriter(const AuditWriter&) = delete;
  AuditWriter& operator=(const AuditWriter&) = delete;

  /// Any thread; redacts the events, never blocks on the disk. Fails through `job.done` (busy, unavailable once
  /// stopping, RedactionError::not_json).
  void submit(AppendJob job);
  /// Submits and waits: for command lines and start-up, never on a reactor thread.
  Result<AppendOutcome> submit_and_wait(AppendJob job);
  /// Commits what was accepted, answers it, refuses the rest, joins the thread. Idempotent.
  void stop();

 private:
  using Outcomes = std::vector<Result<AppendOutcome>>;
  [[nodiscard]] std::optional<StoreError> enqueue(QueuedJob& queued);
  void run();
  std::vector<QueuedJob> take_batch();
  void commit(std::vector<QueuedJob>& batch);
  Result<void> write(WriteTransaction& transaction, std::vector<QueuedJob>& batch, Outcomes& outcomes);
  Result<void> forget_old_answers(WriteTransaction& transaction);

  Store& store_;
  const Clock& clock_;
  const WriterLimits limits_;
  const EventRedactor redactor_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<QueuedJob> queue_;
  Load queued_;
  bool stopping_ = false;
  Timestamp answers_forgotten_at_;  // the writer's thread alone
  std::once_flag joined_;
  std::thread thread_;
};

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::AppendError> : std::true_type {};
