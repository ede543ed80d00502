#include "native/service/audit_service.hpp"
#include "native/service/range_plan.hpp"
#include "native/service/read_ahead.hpp"

namespace ratestack::service {
namespace {

/// One export on its way into a sink.
class ExportRun {
 public:
  ExportRun(const RangePlan& plan, const ExportSink& sink, const OnProgress& progress)
      : plan_(plan), sink_(sink), progress_(progress) {}

  Result<std::uint64_t> run(Store& store, Timestamp exported_at) {
    ExportHeader header;
    header.exported_at = exported_at;
    header.start = plan_.start;
    if (auto sent = send(writer_.header(header)); !sent) return sent.error();
    if (auto sent = send_rows(store); !sent) return sent.error();
    // The end line vouches for the rows before it. Where the store's head speaks of rows that are not there, nothing
    // does, and the file verifies as truncated.
    if (reached_head()) {
      if (auto sent = send(writer_.end()); !sent) return sent.error();
    }
    return writer_.rows();
  }

 private:
  Result<void> send(std::string_view bytes) {
    if (!sink_(bytes)) return Error(StoreError::unavailable, "the export's destination failed");
    return {};
  }

  Result<void> send_rows(Store& store) {
    auto scan = store.scan(plan_.rows);
    if (!scan) return scan.error();
    ReadAhead rows(std::move(*scan));
    for (;;) {
      auto batch = rows.next();
      if (!batch) return batch.error();
      if (batch.value().empty()) return {};
      if (auto sent = send_batch(batch.value()); !sent) return sent;
    }
  }

  Result<void> send_batch(std::span<const AuditRowRecord> batch) {
    lines_.clear();
    for (const AuditRowRecord& row : batch) writer_.append_row(lines_, {row.previous_hash, row.entry_hash, row.text});
    last_hash_ = batch.back().entry_hash;
    const std::uint64_t done = batch.back().id + 1 - plan_.rows.from_id;
    if (progress_ && !progress_(done, plan_.positions()))
      return Error(StoreError::unavailable, "the export was stopped");
    return send(lines_);
  }

  [[nodiscard]] bool reached_head() const {
    if (!plan_.head) return true;
    if (writer_.rows() == 0) return plan_.head->entry_hash == plan_.start.previous_hash;
    return plan_.head->entry_hash == last_hash_;
  }

  const RangePlan& plan_;
  const ExportSink& sink_;
  const OnProgress& progress_;
  ExportWriter writer_;
  std::string lines_;
  Digest last_hash_;
};

}  // namespace

Result<std::uint64_t> export_log(Store& store, const LogRange& range, Timestamp exported_at, const ExportSink& sink,
                                 const OnProgress& progress) {
  auto plan = plan_range(store, range);
  if (!plan) return plan.error();
  return ExportRun(*plan, sink, progress).run(store, exported_at);
}

}  // namespace ratestack::service
