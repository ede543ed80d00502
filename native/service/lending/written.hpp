// A change with its audit rows, made once however often it is asked for under one Idempotency-Key.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "native/service/audit_writer.hpp"

namespace ratestack::service {

/// How a change is remembered. Without a key it is not.
template <typename Record>
struct Once {
  std::optional<Idempotency> key = {};
  int status = 201;
  /// What a repeat is answered, of the record that was made. It is kept in clear for a day: no secret, no borrower.
  std::function<std::string(const Record&)> body = {};
};

/// Commits `change` with `event` and waits for the disk. Never on a reactor thread.
inline Result<void> write_change(AuditWriter& writer, AuditEvent event,
                                 std::function<Result<void>(WriteTransaction&)> change) {
  AppendJob job;
  job.events.push_back(std::move(event));
  job.change = std::move(change);
  const auto written = writer.submit_and_wait(std::move(job));
  return written ? Result<void>() : written.error();
}

/// The record, or what was answered under that key before.
template <typename Record>
using Written = std::variant<Record, RememberedAnswer>;

/// Of what was written without a key: there is no earlier answer to give.
template <typename Record>
Result<Record> only_record(Result<Written<Record>> written) {
  if (!written) return written.error();
  return std::get<Record>(std::move(written.value()));
}

/// Commits `change` with `event` and waits for the disk; `record` is what `change` makes or fills in. Never on a
/// reactor thread.
template <typename Record>
Result<Written<Record>> write_once(AuditWriter& writer, AuditEvent event, Record record, const Once<Record>& once,
                                   const std::function<Result<void>(WriteTransaction&, Record&)>& change) {
  AppendJob job;
  job.events.push_back(std::move(event));
  job.change = [&record, &change](WriteTransaction& transaction) { return change(transaction, record); };
  job.idempotency = once.key;
  if (once.key) {
    job.answer_status = once.status;
    job.answer = [&record, &once](const auto&) { return once.body(record); };
  }
  auto outcome = writer.submit_and_wait(std::move(job));
  if (!outcome) return outcome.error();
  if (outcome.value().repeated) return Written<Record>(std::move(*outcome.value().repeated));
  return Written<Record>(std::move(record));
}

}  // namespace ratestack::service
