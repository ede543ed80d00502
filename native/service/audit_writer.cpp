#include "native/service/audit_writer.hpp"

#include <algorithm>
#include <exception>
#include <future>
#include <utility>

#include "native/service/chain_placer.hpp"
#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

constexpr std::int64_t kAnswerLifeMicros = std::int64_t{24} * 3600 * 1'000'000;
constexpr std::int64_t kForgetEveryMicros = std::int64_t{60} * 1'000'000;

std::string_view describe(AppendError error) {
  switch (error) {
    case AppendError::idempotency_key_reused:
      return "idempotency_key_reused";
    case AppendError::row_too_long:
      return "row_too_long";
  }
  return "unknown";
}

// A row's fixed parts, and the strings that are short by rule.
constexpr std::size_t kSmallBytes = 1024;

std::size_t bytes_of(const AuditEvent& event) {
  return kSmallBytes + event.payload.view().size() + (event.request ? event.request->uri.size() : 0);
}

// A job without events still costs a turn.
Load load_of(const std::vector<RedactedEvent>& events) {
  Load load{std::max<std::size_t>(events.size(), 1), 0};
  for (const RedactedEvent& event : events) load.bytes += bytes_of(event.get());
  return load;
}

std::vector<std::string> orgs_of(const std::vector<QueuedJob>& batch) {
  std::vector<std::string> orgs;
  for (const QueuedJob& queued : batch) {
    for (const RedactedEvent& event : queued.events) {
      const std::string& org = event.get().acting_as_org_id.text();
      if (orgs.empty() || orgs.back() != org) orgs.push_back(org);
    }
  }
  std::sort(orgs.begin(), orgs.end());
  orgs.erase(std::unique(orgs.begin(), orgs.end()), orgs.end());
  return orgs;
}

Load operator+(const Load& a, const Load& b) { return {a.events + b.events, a.bytes + b.bytes}; }
Load operator-(const Load& a, const Load& b) { return {a.events - b.events, a.bytes - b.bytes}; }

// What a job's own change collides with fails that job alone. So when a whole batch does, its rows do: something stands
// where the log should go on, and no server has put it there.
Error of_batch(const Error& error) {
  if (error.code != make_error_code(StoreError::conflict)) return error;
  return Error(StoreError::corrupt, "a row stands behind the end of the log: run `ratestack audit check`");
}

bool exceeds(const Load& load, const Load& limit) { return load.events > limit.events || load.bytes > limit.bytes; }

/// One job inside the batch's transaction.
class JobRun {
 public:
  JobRun(WriteTransaction& transaction, ChainPlacer& placer, QueuedJob& queued, Timestamp now)
      : transaction_(transaction), placer_(placer), job_(queued.job), events_(queued.events), now_(now) {}

  // Exceptions of a job's own callbacks end here: they fail that job, never the writer.
  Result<AppendOutcome> run() {
    try {
      return job_.change || job_.idempotency ? run_nested() : run_plain();
    } catch (const std::exception&) {
      return StoreError::fault;
    }
  }

 private:
  Result<AppendOutcome> run_plain() {
    auto placement = placer_.place(events_);
    if (!placement) return placement.error();
    return accept(std::move(*placement));
  }

  Result<AppendOutcome> run_nested() {
    if (job_.idempotency) {
      auto repeated = find_repeated();
      if (!repeated) return repeated.error();
      if (*repeated) return AppendOutcome{{}, std::move(**repeated)};
    }
    Placement placement;
    auto done = transaction_.nested([&] { return change_and_place(placement); });
    if (!done) return done.error();
    return accept(std::move(placement));
  }

  Result<std::optional<RememberedAnswer>> find_repeated() {
    auto answer = transaction_.find_answer(job_.idempotency->org_id, job_.idempotency->key);
    if (answer && *answer && (*answer)->request_hash != job_.idempotency->request_hash) {
      return AppendError::idempotency_key_reused;
    }
    return answer;
  }

  Result<void> change_and_place(Placement& out) {
    if (job_.change) {
      if (auto changed = job_.change(transaction_); !changed) return changed;
    }
    auto placement = placer_.place(events_);
    if (!placement) return placement.error();
    out = std::move(*placement);
    return job_.idempotency ? remember(out) : Result<void>();
  }

  Result<void> remember(const Placement& placement) {
    const auto& [org_id, key, request_hash] = *job_.idempotency;
    const std::string body = job_.answer ? job_.answer(placement.appended()) : std::string();
    return transaction_.remember_answer(org_id, key, {request_hash, job_.answer_status, body}, now_);
  }

  AppendOutcome accept(Placement&& placement) {
    AppendOutcome outcome{placement.appended(), {}};
    placer_.accept(std::move(placement));
    return outcome;
  }

  WriteTransaction& transaction_;
  ChainPlacer& placer_;
  AppendJob& job_;
  const std::vector<RedactedEvent>& events_;
  Timestamp now_;
};

}  // namespace

boost::system::error_code make_error_code(AppendError error) {
  static constexpr EnumCategory<AppendError, describe> kCategory{"append"};
  return {static_cast<int>(error), kCategory};
}

AuditWriter::AuditWriter(Store& store, const Clock& clock, WriterLimits limits)
    : store_(store), clock_(clock), limits_(limits), thread_([this] { run(); }) {}

AuditWriter::~AuditWriter() { stop(); }

void AuditWriter::submit(AppendJob job) {
  auto events = redactor_.redact(std::move(job.events));
  if (!events) return job.done(events.error());
  const Load load = load_of(*events);
  QueuedJob queued{std::move(job), std::move(*events), load};
  if (const auto refused = enqueue(queued)) return queued.job.done(Error(*refused));
  wake_.notify_one();
}

// Takes the job unless it is refused.
std::optional<StoreError> AuditWriter::enqueue(QueuedJob& queued) {
  const std::lock_guard lock(mutex_);
  if (stopping_) return StoreError::unavailable;
  const Load load = queued_ + queued.load;
  if (!queue_.empty() && exceeds(load, limits_.queue)) return StoreError::busy;
  queued_ = load;
  queue_.push_back(std::move(queued));
  return std::nullopt;
}

Result<AppendOutcome> AuditWriter::submit_and_wait(AppendJob job) {
  std::promise<Result<AppendOutcome>> promise;
  auto outcome = promise.get_future();
  job.done = [&promise](Result<AppendOutcome> result) { promise.set_value(std::move(result)); };
  submit(std::move(job));
  return outcome.get();
}

void AuditWriter::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  std::call_once(joined_, [this] { thread_.join(); });
}

void AuditWriter::run() {
  for (auto batch = take_batch(); !batch.empty(); batch = take_batch()) commit(batch);
}

// Waits for work; empty once stopping and nothing is left.
std::vector<QueuedJob> AuditWriter::take_batch() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  std::vector<QueuedJob> batch;
  Load taken;
  while (!queue_.empty()) {
    const Load next = taken + queue_.front().load;
    if (!batch.empty() && exceeds(next, limits_.batch)) break;
    taken = next;
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  queued_ = queued_ - taken;
  return batch;
}

void AuditWriter::commit(std::vector<QueuedJob>& batch) {
  Outcomes outcomes;
  outcomes.reserve(batch.size());
  const auto committed = store_.transact([&](WriteTransaction& transaction) -> Result<void> {
    outcomes.clear();  // those of a try that came to nothing
    return write(transaction, batch, outcomes);
  });
  const Error failure = committed ? Error() : of_batch(committed.error());
  for (std::size_t i = 0; i < batch.size(); ++i) {
    batch[i].job.done(committed ? std::move(outcomes[i]) : Result<AppendOutcome>(failure));
  }
}

Result<void> AuditWriter::write(WriteTransaction& transaction, std::vector<QueuedJob>& batch, Outcomes& outcomes) {
  auto placer = ChainPlacer::begin(transaction, orgs_of(batch));
  if (!placer) return placer.error();
  if (auto done = forget_old_answers(transaction); !done) return done;
  const Timestamp now = clock_.now();
  for (QueuedJob& queued : batch) outcomes.push_back(JobRun(transaction, *placer, queued, now).run());
  return placer->flush();
}

Result<void> AuditWriter::forget_old_answers(WriteTransaction& transaction) {
  const std::int64_t now = clock_.now().micros();
  // A clock stepped back counts as due, or nothing would be forgotten until it has caught up.
  const std::int64_t since = now - answers_forgotten_at_.micros();
  if (since >= 0 && since < kForgetEveryMicros) return {};
  auto done = transaction.forget_answers_before(Timestamp::from_micros(now - kAnswerLifeMicros));
  if (done) answers_forgotten_at_ = Timestamp::from_micros(now);
  return done;
}

}  // namespace ratestack::service
