// How far a rotation of the master key is, from the rows themselves, and whether the previous key can go.
#pragma once

#include <string>
#include <vector>

#include "native/service/secrets/secret_census.hpp"
#include "native/service/store.hpp"

namespace ratestack::service {

/// One reason why the previous key must stay.
struct Blocker {
  std::string code;    // stable: rows_under_previous, rows_under_unknown_key, written_under_previous, rekey_running
  std::string detail;  // for people, with what to do
};

struct RotationStatus {
  Kid current;
  std::optional<Kid> previous;
  std::optional<WriteFence> fence;
  SecretCensus census;
  std::uint64_t quarantined = 0;
  std::vector<QuarantinedRow> quarantine;  // the first few of them
  std::optional<RekeyJob> job;             // the present or last one
  std::uint64_t rekeyers = 0;              // at work now
  std::vector<Blocker> blockers;

  [[nodiscard]] bool safe_to_drop_previous() const noexcept { return blockers.empty(); }
};

/// Several readings, each of its own moment: what has changed between them may be told as it was, but a job that is
/// told as finished stands beside the rows that it left.
[[nodiscard]] Result<RotationStatus> rotation_status(SecretReader& secrets, const KeyRing& ring, Timestamp now);

/// Rows a second over the whole job, and what that leaves to wait; absent before the first rows.
struct RekeyPace {
  double rows_per_second = 0;
  double seconds_left = 0;
};
[[nodiscard]] std::optional<RekeyPace> pace_of(const RekeyJob& job);

/// The answer of GET /v1/admin/secrets/rotation (contract 3.7).
[[nodiscard]] std::string rotation_report(const RotationStatus& status);
/// The job of it; "null" for none.
[[nodiscard]] std::string job_report(const std::optional<RekeyJob>& job, std::uint64_t rekeyers);

}  // namespace ratestack::service
