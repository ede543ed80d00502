// Builds small logs for tests: rows of two organisations in turn, chained by the rules of contract 3.5.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ratestack/audit/export_format.hpp"
#include "ratestack/audit/row.hpp"

namespace ratestack::testing {

struct BuiltRow {
  std::string text;
  std::string org_id;
  Digest previous_hash;
  Digest entry_hash;

  [[nodiscard]] StoredRow stored() const { return {previous_hash, entry_hash, text}; }
};

/// The n-th organisation of tests, n in 0..9.
OrgId test_org(int n);
/// An event of that organisation with a payload of about `payload_bytes`.
AuditEvent test_event(const OrgId& org, std::size_t payload_bytes = 40);

class LogBuilder {
 public:
  LogBuilder& add(const AuditEvent& event);
  /// Adds `count` events, of organisations 0 and 1 in turn.
  LogBuilder& add_many(std::uint64_t count);

  std::vector<BuiltRow> rows;

  /// Recomputes previous_hash and entry_hash of every row from index `first` on, as a forger would.
  void rechain_from(std::size_t first);

 private:
  Digest head_;
  std::map<std::string, RowPosition> orgs_;
};

/// The rows as an export file of scope log.
std::string export_text(const std::vector<BuiltRow>& rows, std::uint64_t first_id = 1);
/// The rows of one organisation as an export file of scope org.
std::string org_export_text(const std::vector<BuiltRow>& rows, const std::string& org_id);

}  // namespace ratestack::testing
