#include "native/service/secrets/rotation_status.hpp"

#include <cmath>

#include "native/service/secrets/rekeyer.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kShownQuarantine = 20;
constexpr std::string_view kNoCiphertext = "not_ciphertext";

std::string rows_text(std::uint64_t rows) { return std::to_string(rows) + (rows == 1 ? " row is" : " rows are"); }

bool is_running(const std::optional<RekeyJob>& job) { return job && job->state == RekeyState::running; }

std::vector<Blocker> blockers_of(const RotationStatus& status, const KeyRing& ring) {
  std::vector<Blocker> blockers;
  if (status.previous) {
    const std::string previous(status.previous->view());
    if (status.fence && status.fence->write_kid == *status.previous) {
      blockers.push_back({"written_under_previous", "new values are still sealed under " + previous +
                                                        ": activate the current key with `ratestack secrets rekey`"});
    }
    if (const std::uint64_t rows = rows_under(status.census, previous); rows != 0) {
      blockers.push_back({"rows_under_previous",
                          rows_text(rows) + " under " + previous +
                              (status.quarantined == 0 ? ": run `ratestack secrets rekey`"
                                                       : ": run `ratestack secrets rekey`, and replace or delete "
                                                         "those in quarantine")});
    }
  }
  if (const std::string beyond = rows_beyond(status.census, ring); !beyond.empty()) {
    blockers.push_back({"rows_under_unknown_key", beyond + ": give that key, or restore these rows"});
  }
  if (is_running(status.job)) blockers.push_back({"rekey_running", "a rekey is running"});
  return blockers;
}

JsonValue kid_json(const std::optional<Kid>& kid) { return kid ? JsonValue(kid->view()) : JsonValue(); }

JsonObject counts_json(const std::vector<KidCount>& counts) {
  JsonObject rows;
  for (const KidCount& count : counts) {
    const std::string_view name = count.kid.empty() ? kNoCiphertext : std::string_view(count.kid);
    JsonValue& sum = rows[name];
    sum = (sum.is_int64() ? sum.get_int64() : 0) + static_cast<std::int64_t>(count.rows);
  }
  return rows;
}

JsonArray tables_json(const SecretCensus& census) {
  JsonArray tables;
  for (const ColumnCensus& column : census) {
    tables.emplace_back(JsonObject{
        {"table", column.column.table}, {"column", column.column.column}, {"rows", counts_json(column.counts)}});
  }
  return tables;
}

JsonObject all_counts_json(const SecretCensus& census) {
  std::vector<KidCount> all;
  for (const ColumnCensus& column : census) all.insert(all.end(), column.counts.begin(), column.counts.end());
  return counts_json(all);
}

JsonArray blockers_json(const std::vector<Blocker>& blockers) {
  JsonArray out;
  for (const Blocker& blocker : blockers) {
    out.emplace_back(JsonObject{{"code", blocker.code}, {"detail", blocker.detail}});
  }
  return out;
}

JsonArray quarantine_json(const std::vector<QuarantinedRow>& rows) {
  JsonArray out;
  for (const QuarantinedRow& row : rows) {
    out.emplace_back(JsonObject{{"table", row.table},
                                {"column", row.column},
                                {"row_id", row.row_id},
                                {"org_id", row.org_id},
                                {"reason", row.reason},
                                {"noticed_at", row.noticed_at.to_text()}});
  }
  return out;
}

JsonValue job_json(const std::optional<RekeyJob>& job, std::uint64_t rekeyers) {
  if (!job) return nullptr;
  JsonObject out{{"id", job->id.view()},
                 {"state", to_string(job->state)},
                 {"target_kid", job->target.view()},
                 {"epoch", static_cast<std::int64_t>(job->epoch)},
                 {"started_at", job->started_at.to_text()},
                 {"updated_at", job->updated_at.to_text()},
                 {"finished_at", job->finished_at ? JsonValue(job->finished_at->to_text()) : JsonValue()},
                 {"total", static_cast<std::int64_t>(job->total)},
                 {"done", static_cast<std::int64_t>(job->done)},
                 {"workers", static_cast<std::int64_t>(rekeyers)}};
  const auto pace = pace_of(*job);
  out["rows_per_second"] = pace ? JsonValue(std::llround(pace->rows_per_second)) : JsonValue();
  out["eta_seconds"] =
      pace && job->state == RekeyState::running ? JsonValue(std::llround(std::ceil(pace->seconds_left))) : JsonValue();
  return out;
}

}  // namespace

std::optional<RekeyPace> pace_of(const RekeyJob& job) {
  const double seconds = static_cast<double>(job.updated_at.micros() - job.started_at.micros()) / 1e6;
  if (job.done == 0 || seconds <= 0) return std::nullopt;
  const double rate = static_cast<double>(job.done) / seconds;
  const std::uint64_t left = job.total > job.done ? job.total - job.done : 0;
  return RekeyPace{rate, static_cast<double>(left) / rate};
}

Result<RotationStatus> rotation_status(SecretReader& secrets, const KeyRing& ring, Timestamp now) {
  RotationStatus status{.current = ring.current().kid(),
                        .previous = {},
                        .fence = {},
                        .census = {},
                        .quarantine = {},
                        .job = {},
                        .blockers = {}};
  if (ring.previous()) status.previous = ring.previous()->kid();
  // The job before all that it changes: what is told beside a finished one is what it left.
  auto job = secrets.job();
  if (!job) return job.error();
  status.job = std::move(*job);
  auto fence = secrets.fence();
  if (!fence) return fence.error();
  status.fence = std::move(*fence);
  auto census = take_census(secrets);
  if (!census) return census.error();
  status.census = std::move(*census);
  const auto quarantined = secrets.count_quarantined();
  if (!quarantined) return quarantined.error();
  status.quarantined = *quarantined;
  auto quarantine = secrets.quarantined(std::nullopt, kShownQuarantine);
  if (!quarantine) return quarantine.error();
  status.quarantine = std::move(*quarantine);
  const auto rekeyers = secrets.rekeyers_seen_since(Timestamp::from_micros(now.micros() - kRekeyLeaseMicros));
  if (!rekeyers) return rekeyers.error();
  status.rekeyers = *rekeyers;
  status.blockers = blockers_of(status, ring);
  return status;
}

std::string job_report(const std::optional<RekeyJob>& job, std::uint64_t rekeyers) {
  return CanonicalJson::from_value(job_json(job, rekeyers)).value().text();
}

std::string rotation_report(const RotationStatus& status) {
  const JsonObject report{{"current_kid", status.current.view()},
                          {"previous_kid", kid_json(status.previous)},
                          {"write_kid", status.fence ? JsonValue(status.fence->write_kid.view()) : JsonValue()},
                          {"epoch", status.fence ? static_cast<std::int64_t>(status.fence->epoch) : 0},
                          {"rows", all_counts_json(status.census)},
                          {"tables", tables_json(status.census)},
                          {"quarantined", static_cast<std::int64_t>(status.quarantined)},
                          {"quarantine", quarantine_json(status.quarantine)},
                          {"job", job_json(status.job, status.rekeyers)},
                          {"safe_to_drop_previous", status.safe_to_drop_previous()},
                          {"blockers", blockers_json(status.blockers)}};
  return CanonicalJson::from_value(report).value().text();
}

}  // namespace ratestack::service
