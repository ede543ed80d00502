#include "native/service/secrets/rekey_run.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

#include "native/service/secrets/secret_error.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/encoding/hex.hpp"

namespace ratestack::service {
namespace {

// A stretch is as many rows as make up kStretchBytes: small ones are committed by the thousand, and a column of large
// ones is not held in memory.
constexpr std::size_t kFirstStretch = 256;
constexpr std::size_t kMostRows = 8192;
constexpr std::size_t kStretchBytes = std::size_t{4} << 20;
constexpr std::size_t kUnderWay = 3;  // one is written; resealing a row costs more than writing it
constexpr std::chrono::milliseconds kLookAgain{50};
constexpr std::string_view kActor = "ratestack-rekey";

std::string new_worker(Entropy& entropy) {
  std::array<std::uint8_t, 8> random{};
  entropy.fill(random);
  return hex_encode(random);
}

Result<AuditEvent> finished_event(const RekeyJob& job, const OrgId& platform, std::uint64_t quarantined,
                                  Timestamp now) {
  const JsonObject payload{{"job_id", job.id.view()},
                           {"quarantined", static_cast<std::int64_t>(quarantined)},
                           {"rows", static_cast<std::int64_t>(job.done)},
                           {"target_kid", job.target.view()}};
  auto canonical = CanonicalJson::from_value(payload);
  if (!canonical) return canonical.error();
  return AuditEvent{.acting_as_org_id = platform,
                    .action = std::string(kSecretsRekeyFinished),
                    .actor = {ActorType::system, std::string(kActor), std::nullopt, platform},
                    .correlation_id = job.id.text(),
                    .occurred_at = now,
                    .outcome = quarantined == 0 ? "success" : "partial",
                    .payload = std::move(canonical.value()),
                    .request = std::nullopt,
                    .resource = std::nullopt};
}

}  // namespace

RekeyRun::RekeyRun(Rekeyer& rekeyer, RekeyJob job)
    : parts_(rekeyer), job_(std::move(job)), worker_(new_worker(rekeyer.entropy_)), stretch_rows_(kFirstStretch) {}

Result<RekeyJob> RekeyRun::run(const OnRekey& go_on) {
  const auto done = work(go_on);
  static_cast<void>(leave());  // a lease that stays runs out by itself
  if (!done) return done.error();
  return job_;
}

Result<void> RekeyRun::work(const OnRekey& go_on) {
  for (;;) {
    const auto end = pass(go_on);
    if (!end) return end.error();
    if (end.value() != Pass::out_of_rows) return {};
    const auto ended = settle(go_on);
    if (!ended) return ended.error();
    if (ended.value()) return {};
  }
}

// A failed transaction leaves a stretch undone; it is found again by whoever goes over the rows next.
Result<RekeyRun::Pass> RekeyRun::pass(const OnRekey& go_on) {
  std::array<Resealing, kUnderWay> under_way;
  std::size_t turn = 0;
  const auto begin_next = [&](const ResealedStretch* finished) -> Result<void> {
    const auto next = exchange(finished);
    if (!next) return next.error();
    if (next.value() && !ended_) under_way.at(turn) = start(*next.value());
    return {};
  };
  for (turn = 0; turn < under_way.size(); ++turn) {
    if (auto begun = begin_next(nullptr); !begun) return begun.error();
  }
  for (turn = 0; under_way.at(turn).valid(); turn = (turn + 1) % under_way.size()) {
    const auto resealed = under_way.at(turn).get();
    if (!resealed) return resealed.error();
    fit_stretch(resealed.value());
    if (ended_) continue;
    if (auto done = begin_next(&*resealed); !done) return done.error();
    if (!goes_on(go_on)) return Pass::stopped;
  }
  return ended_ ? Pass::ended : Pass::out_of_rows;
}

RekeyRun::Resealing RekeyRun::start(const Stretch& stretch) const {
  return std::async(std::launch::async, [this, stretch, target = job_.target] {
    return reseal(parts_.store_.secrets(), parts_.encryptor_, stretch, target, parts_.clock_.now(), parts_.entropy_);
  });
}

void RekeyRun::fit_stretch(const ResealedStretch& finished) {
  if (finished.read == 0) return;
  const std::size_t row_bytes = std::max<std::size_t>(finished.bytes / finished.read, 1);
  stretch_rows_ = std::clamp<std::size_t>(kStretchBytes / row_bytes, 16, kMostRows);
}

// Writes what is finished and takes the next stretch, in one transaction.
Result<std::optional<Stretch>> RekeyRun::exchange(const ResealedStretch* finished) {
  std::optional<Stretch> next;
  const RekeyJob before = job_;
  auto done = parts_.store_.transact([&](WriteTransaction& transaction) -> Result<void> {
    job_ = before;  // a try that came to nothing
    ended_ = false;
    next.reset();
    return write(transaction, finished, next);
  });
  if (!done) return done.error();
  return next;
}

Result<void> RekeyRun::write(WriteTransaction& transaction, const ResealedStretch* finished,
                             std::optional<Stretch>& next) {
  SecretWriter& secrets = transaction.secrets();
  const auto superseded = supersede(secrets);
  if (!superseded) return superseded.error();
  if (superseded.value()) return {};
  std::uint64_t replaced = 0;
  if (finished != nullptr) {
    const auto written = secrets.replace(kSecretColumns.at(finished->column), finished->rows);
    if (!written) return written.error();
    replaced = written.value();
    if (auto noted = secrets.quarantine(finished->refused); !noted) return noted.error();
  }
  auto taken = secrets.take_job();
  if (!taken) return taken.error();
  if (!taken.value() || taken.value()->id != job_.id || taken.value()->state != RekeyState::running) {
    if (taken.value()) job_ = std::move(*taken.value());
    ended_ = true;
    return {};
  }
  job_ = std::move(*taken.value());
  job_.done += replaced;
  job_.updated_at = parts_.clock_.now();
  auto claimed = claim(secrets, job_);
  if (!claimed) return claimed.error();
  next = claimed.value();
  if (auto saved = secrets.save_job(job_); !saved) return saved;
  noted_ = true;
  return secrets.note_rekeyer(worker_, job_.updated_at);
}

// The fence has moved on: what is left belongs to a later job, and nothing may be written under this one's key.
Result<bool> RekeyRun::supersede(SecretWriter& secrets) {
  const auto fence = secrets.hold_fence();
  if (!fence) return fence.error();
  if (fence.value() && fence.value()->epoch == job_.epoch) return false;
  ended_ = true;
  const auto job = secrets.take_job();
  if (!job) return job.error();
  job_.state = RekeyState::superseded;
  job_.finished_at = job_.updated_at = parts_.clock_.now();
  if (!job.value() || job.value()->id != job_.id) return true;
  if (auto saved = secrets.save_job(job_); !saved) return saved.error();
  return true;
}

// Moves the job's cursor over the next stretch; nothing behind the last row of the last column.
Result<std::optional<Stretch>> RekeyRun::claim(SecretWriter& secrets, RekeyJob& job) const {
  for (; job.cursor.column < kSecretColumns.size(); job.cursor = {job.cursor.column + 1, 0}) {
    SealedRange range{.after = job.cursor.row, .limit = stretch_rows_};
    const auto end = secrets.end_of_stretch(kSecretColumns.at(job.cursor.column), range);
    if (!end) return end.error();
    if (!end.value()) continue;
    range.up_to = *end.value();
    range.not_under = job.target;  // when it is read: looking at each row's key would hold the transaction up
    job.cursor.row = range.up_to;
    return std::optional<Stretch>({job.cursor.column, range});
  }
  return std::optional<Stretch>();
}

Result<bool> RekeyRun::settle(const OnRekey& go_on) {
  if (auto left = leave(); !left) return left.error();
  for (;;) {
    const auto others = others_work();
    if (!others) return others.error();
    if (!others.value()) break;
    if (!goes_on(go_on)) return true;
    std::this_thread::sleep_for(kLookAgain);
  }
  const auto job = parts_.store_.secrets().job();
  if (!job) return job.error();
  const JobId ours = job_.id;
  if (job.value()) job_ = *job.value();  // with what the others have done since
  if (!job.value() || job_.id != ours || job_.state != RekeyState::running) return true;
  const auto left = parts_.has_rows_to_do(job_.target);
  if (!left) return left.error();
  auto done = left.value() ? begin_anew() : close();
  if (!done) return done.error();
  return !left.value();
}

Result<bool> RekeyRun::others_work() const {
  const auto since = Timestamp::from_micros(parts_.clock_.now().micros() - kRekeyLeaseMicros);
  const auto seen = parts_.store_.secrets().rekeyers_seen_since(since);
  if (!seen) return seen.error();
  return seen.value() != 0;
}

Result<void> RekeyRun::begin_anew() {
  return parts_.store_.transact([&](WriteTransaction& transaction) -> Result<void> {
    auto job = transaction.secrets().take_job();
    if (!job) return job.error();
    if (!job.value() || job.value()->id != job_.id) return {};
    job.value()->cursor = {};
    return transaction.secrets().save_job(*job.value());
  });
}

Result<void> RekeyRun::close() {
  const auto platform = parts_.store_.platform_org();
  if (!platform) return platform.error();
  if (!platform.value())
    return Error(KeyFitError::no_platform, "there is no platform organisation: run `ratestack bootstrap`");
  const auto quarantined = parts_.store_.secrets().count_quarantined();
  if (!quarantined) return quarantined.error();
  const Timestamp now = parts_.clock_.now();
  auto event = finished_event(job_, platform.value()->id, quarantined.value(), now);
  if (!event) return event.error();
  RekeyJob closed = job_;
  closed.state = RekeyState::done;
  closed.finished_at = closed.updated_at = now;
  AppendJob append;
  append.events.push_back(std::move(event.value()));
  append.change = [&](WriteTransaction& transaction) -> Result<void> {
    const auto job = transaction.secrets().take_job();
    if (!job) return job.error();
    if (!job.value() || job.value()->id != closed.id || job.value()->state != RekeyState::running)
      return StoreError::conflict;
    return transaction.secrets().save_job(closed);
  };
  const auto written = parts_.writer_.submit_and_wait(std::move(append));
  // Somebody else has closed it: that is as good.
  if (!written && written.error().code != make_error_code(StoreError::conflict)) return written.error();
  job_ = std::move(closed);
  return {};
}

Result<void> RekeyRun::leave() {
  if (!noted_) return {};
  noted_ = false;
  return parts_.store_.transact([&](WriteTransaction& t) { return t.secrets().forget_rekeyer(worker_); });
}

}  // namespace ratestack::service
