#include "tests/support/log_builder.hpp"

#include <algorithm>

#include "ratestack/crypto/sha256.hpp"

namespace ratestack::testing {
namespace {

const Timestamp kStart = Timestamp::from_micros(1'795'435'200'000'000);  // 2026-11-23T12:00:00Z

Digest hash_row(const Digest& previous, const std::string& text) {
  return sha256_chain_link({previous, as_bytes(text)});
}

ExportHeader header_of(ChainStart start) {
  ExportHeader header;
  header.exported_at = kStart;
  header.start = std::move(start);
  return header;
}

std::string write(const ExportHeader& header, const std::vector<BuiltRow>& rows) {
  ExportWriter writer;
  std::string out = writer.header(header);
  for (const BuiltRow& row : rows) writer.append_row(out, row.stored());
  return out + writer.end();
}

}  // namespace

OrgId test_org(int n) { return OrgId::parse("org_0000000000000000000000000" + std::to_string(n)).value(); }

AuditEvent test_event(const OrgId& org, std::size_t payload_bytes) {
  const std::string payload = R"({"note":")" + std::string(payload_bytes, 'x') + "\"}";
  return AuditEvent{.acting_as_org_id = org,
                    .action = "LOAN_CREATED",
                    .actor = {ActorType::user, "usr_00000000000000000000000001", std::nullopt, org},
                    .correlation_id = "corr-1",
                    .occurred_at = kStart,
                    .outcome = "success",
                    .payload = CanonicalJson::from_text(payload).value(),
                    .request = RequestInfo{"203.0.113.7", "POST", "/v1/loans"},
                    .resource = Resource{"loan", "loan_00000000000000000000000001", org}};
}

LogBuilder& LogBuilder::add(const AuditEvent& event) {
  RowPosition& org = orgs_[event.acting_as_org_id.text()];
  org.id = rows.size() + 1;
  ++org.org_seq;
  BuiltRow row{canonical_row(event, org), event.acting_as_org_id.text(), head_, {}};
  row.entry_hash = hash_row(head_, row.text);
  head_ = org.org_previous_hash = row.entry_hash;
  rows.push_back(std::move(row));
  return *this;
}

LogBuilder& LogBuilder::add_many(std::uint64_t count) {
  for (std::uint64_t i = 0; i < count; ++i) add(test_event(test_org(static_cast<int>(i % 2))));
  return *this;
}

void LogBuilder::rechain_from(std::size_t first) {
  for (std::size_t i = first; i < rows.size(); ++i) {
    rows[i].previous_hash = i == 0 ? Digest{} : rows[i - 1].entry_hash;
    rows[i].entry_hash = hash_row(rows[i].previous_hash, rows[i].text);
  }
}

std::string export_text(const std::vector<BuiltRow>& rows, std::uint64_t first_id) {
  ChainStart start;
  start.first_id = first_id;
  if (!rows.empty()) start.previous_hash = rows.front().previous_hash;
  return write(header_of(start), rows);
}

std::string org_export_text(const std::vector<BuiltRow>& rows, const std::string& org_id) {
  std::vector<BuiltRow> own;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(own),
               [&](const BuiltRow& r) { return r.org_id == org_id; });
  ChainStart start;
  start.scope = ChainScope::org;
  start.org_id = org_id;
  return write(header_of(start), own);
}

}  // namespace ratestack::testing
