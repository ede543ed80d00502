// Gives events their places at the end of the log, inside one write transaction.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "native/service/audit_writer.hpp"
#include "native/service/event_redactor.hpp"

namespace ratestack::service {

/// Rows with their places, and the heads as they will be once they are accepted.
struct Placement {
  std::vector<NewAuditRow> rows;
  LogHead head;
  std::map<std::string, OrgHead, std::less<>> org_heads;  // of the organisations that the rows touch

  [[nodiscard]] std::vector<AppendedRow> appended() const;
};

/// Heads are read once and then kept: the transaction holds them. One thread.
class ChainPlacer {
 public:
  /// Reads the log's head and, in the same breath, those of the organisations that rows are expected of (others are
  /// read when they come up). `transaction` must outlive the placer.
  static Result<ChainPlacer> begin(WriteTransaction& transaction, std::span<const std::string> org_ids = {});

  /// Places `events` after everything accepted so far. Changes nothing until `accept`.
  Result<Placement> place(std::span<const RedactedEvent> events);
  /// The placement must be the one made last.
  void accept(Placement&& placement);
  /// Writes what was accepted.
  Result<void> flush();

 private:
  ChainPlacer(WriteTransaction& transaction, Heads heads)
      : transaction_(&transaction), head_(heads.log), org_heads_(std::move(heads.orgs)) {}
  Result<OrgHead> org_head(const Placement& placement, const std::string& org_id);

  WriteTransaction* transaction_;
  LogHead head_;
  std::map<std::string, OrgHead, std::less<>> org_heads_;
  std::vector<NewAuditRow> rows_;
};

}  // namespace ratestack::service
