#include "native/service/secrets/rekeyer.hpp"

#include "native/service/new_id.hpp"
#include "native/service/secrets/rekey_run.hpp"
#include "native/service/secrets/reseal.hpp"
#include "native/service/secrets/sealed_values.hpp"
#include "native/service/secrets/secret_census.hpp"
#include "ratestack/audit/platform_action.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kLookAtOnce = 256;  // rows

Result<AuditEvent> started_event(Asker asker, const KeyRing& ring, std::uint64_t rows) {
  JsonObject payload{{"rows", static_cast<std::int64_t>(rows)}, {"target_kid", ring.current().kid().view()}};
  if (ring.previous()) payload["previous_kid"] = ring.previous()->kid().view();
  auto canonical = CanonicalJson::from_value(payload);
  if (!canonical) return canonical.error();
  return AuditEvent{.acting_as_org_id = asker.org_id,
                    .action = std::string(kSecretsRekeyStarted),
                    .actor = std::move(asker.actor),
                    .correlation_id = std::move(asker.correlation_id),
                    .occurred_at = asker.now,
                    .outcome = "success",
                    .payload = std::move(canonical.value()),
                    .request = std::move(asker.request),
                    .resource = std::nullopt};
}

bool is_live(const std::optional<RekeyJob>& job, const WriteFence& fence) {
  return job && job->state == RekeyState::running && job->epoch == fence.epoch;
}

}  // namespace

// Tries every row that is not under `target`: one that opens is work, and so is one that is not known as broken yet.
Result<bool> Rekeyer::has_rows_to_do(const Kid& target) const {
  std::uint64_t broken = 0;
  for (std::size_t column = 0; column < kSecretColumns.size(); ++column) {
    for (Stretch stretch{column, {.limit = kLookAtOnce, .not_under = target}};;) {
      const auto tried = reseal(store_.secrets(), encryptor_, stretch, target, clock_.now(), entropy_);
      if (!tried) return tried.error();
      if (!tried->rows.empty()) return true;
      if (tried->read == 0) break;
      broken += tried->refused.size();
      stretch.range.after = tried->last_row;
    }
  }
  const auto known = store_.secrets().count_quarantined();
  if (!known) return known.error();
  return broken > known.value();
}

Result<bool> Rekeyer::has_nothing_to_do() const {
  const Kid& target = encryptor_.ring().current().kid();
  const auto fence = store_.secrets().fence();
  if (!fence) return fence.error();
  if (!fence.value() || fence.value()->write_kid != target) return false;
  const auto job = store_.secrets().job();
  if (!job) return job.error();
  if (is_live(job.value(), *fence.value())) return false;
  const auto rows = has_rows_to_do(target);
  if (!rows) return rows.error();
  return !rows.value();
}

Result<std::optional<RekeyJob>> Rekeyer::begin(Asker asker) {
  const auto idle = has_nothing_to_do();
  if (!idle) return idle.error();
  if (idle.value()) return std::optional<RekeyJob>();
  const auto census = take_census(store_.secrets());
  if (!census) return census.error();
  const std::uint64_t total = rows_not_under(census.value(), encryptor_.ring().current().kid().view());
  const Timestamp now = asker.now;
  auto event = started_event(std::move(asker), encryptor_.ring(), total);
  if (!event) return event.error();
  std::optional<RekeyJob> out;
  AppendJob job;
  job.events.push_back(std::move(event.value()));
  job.change = [&](WriteTransaction& transaction) { return open_job(transaction, total, now, out); };
  if (auto written = writer_.submit_and_wait(std::move(job)); !written) return written.error();
  return out;
}

// The fence before the job: a rekeyer holds them in that order too.
Result<void> Rekeyer::open_job(WriteTransaction& transaction, std::uint64_t total, Timestamp now,
                               std::optional<RekeyJob>& out) const {
  SecretWriter& secrets = transaction.secrets();
  const Kid& target = encryptor_.ring().current().kid();
  auto held = secrets.hold_fence();
  if (!held) return held.error();
  if (!held.value())
    return Error(KeyFitError::canary_missing, "the record of the key that is written under is missing");
  WriteFence fence = std::move(*held.value());
  if (fence.write_kid != target) {
    auto moved = make_fence_at(encryptor_, target, fence.epoch + 1, now);
    if (!moved) return moved.error();
    fence = std::move(moved.value());
    if (auto set = secrets.set_fence(fence); !set) return set;
  }
  auto job = secrets.take_job();
  if (!job) return job.error();
  out = is_live(job.value(), fence) ? std::move(job.value())
                                    : RekeyJob{.id = new_id<JobId>(now, entropy_),
                                               .epoch = fence.epoch,
                                               .target = target,
                                               .started_at = now,
                                               .updated_at = now,
                                               .total = total};
  return secrets.save_job(*out);
}

Result<bool> Rekeyer::has_job() const {
  const auto job = store_.secrets().job();
  if (!job) return job.error();
  if (!job.value()) return false;
  const RekeyJob& last = *job.value();
  return last.state == RekeyState::running && encryptor_.ring().holds(last.target);
}

Result<RekeyJob> Rekeyer::work(const OnRekey& go_on) {
  auto job = store_.secrets().job();
  if (!job) return job.error();
  if (!job.value()) return Error(StoreError::not_found, "no rekey was ever begun");
  RekeyJob& last = *job.value();
  if (last.state != RekeyState::running) return std::move(last);
  if (!encryptor_.ring().holds(last.target)) {
    return Error(KeyFitError::stale_configuration,
                 "the rekey's key " + std::string(last.target.view()) + " was not given to this process");
  }
  return RekeyRun(*this, std::move(last)).run(go_on);
}

}  // namespace ratestack::service
