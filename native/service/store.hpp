// What a store promises. storage/sqlite and storage/postgres implement it; one contract suite runs against both.
//
// Atomic: everything a transaction did is there after commit, or nothing is. Durable: when `transact` returns success
// the rows survive a power cut. Ordered: one transaction at a time holds the log's head, whatever process it runs in,
// so positions have no gap and no fork. Bounded: no call waits longer than the store's own deadlines; what cannot be
// done within them is `unavailable` or `too_slow`, and has left nothing behind.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "native/service/authorization/authorization_store.hpp"
#include "native/service/identity/identity_store.hpp"
#include "native/service/lending/lending_store.hpp"
#include "native/service/moved_tables.hpp"
#include "native/service/records.hpp"
#include "native/service/row_counts.hpp"
#include "native/service/secrets/secret_store.hpp"
#include "native/service/store_error.hpp"

namespace ratestack::service {

/// One open write transaction. Valid only inside the callback of `transact`; one thread. A call may report the failure
/// of one before it: a store on the other side of a network sends several together.
class WriteTransaction {
 public:
  virtual ~WriteTransaction() = default;

  /// Takes the end of the common log, held until the transaction ends, and reads it with the ends of these
  /// organisations' chains.
  virtual Result<Heads> heads(std::span<const std::string> org_ids) = 0;
  /// Rows continue the head, in order; moves the log's head and the organisations' heads with them.
  virtual Result<void> append_rows(std::span<const NewAuditRow> rows) = 0;

  virtual Result<void> insert_org(const Org& org) = 0;
  virtual Result<void> insert_user(const User& user) = 0;
  virtual Result<void> insert_api_key(const ApiKey& key) = 0;

  virtual Result<std::optional<RememberedAnswer>> find_answer(std::string_view org_id, std::string_view key) = 0;
  virtual Result<void> remember_answer(std::string_view org_id, std::string_view key, const RememberedAnswer& answer,
                                       Timestamp now) = 0;
  virtual Result<void> forget_answers_before(Timestamp time) = 0;

  /// The same transaction's part for secrets; lives as long as it.
  virtual SecretWriter& secrets() = 0;
  /// Likewise for identity.
  virtual IdentityWriter& identity() = 0;
  /// Likewise for authorization.
  virtual AuthorizationWriter& authorization() = 0;
  /// Likewise for lending.
  virtual LendingWriter& lending() = 0;

  /// Rows of a table of kMovedTables, those whose key is not there.
  virtual Result<void> insert_missing(const MovedTable& table, std::span<const TableRow> rows) = 0;

  /// Runs `step`; when it fails, undoes what it did and leaves the rest of the transaction usable.
  virtual Result<void> nested(const std::function<Result<void>()>& step) = 0;
};

/// Filters of GET /v1/audit/events; absent means any.
struct RowFilter {
  // Each with its own initialiser, so that a caller names only those it wants.
  std::optional<std::string> org_id = {};
  std::optional<std::string> actor_id = {};
  std::optional<std::string> action = {};
  std::optional<std::string> correlation_id = {};
  std::optional<Timestamp> from = {};           // occurred_at, inclusive
  std::optional<Timestamp> to = {};             // occurred_at, exclusive
  std::optional<std::uint64_t> before_id = {};  // keyset cursor: rows with a smaller id
};

/// What lists filter by, as the database keeps it beside the row's text.
struct SearchColumns {
  std::string acting_as_org_id, actor_id, action, correlation_id;
  std::uint64_t org_seq = 0;
  Timestamp occurred_at;
};

/// A stored row, owned.
struct AuditRowRecord {
  std::uint64_t id = 0;
  Digest previous_hash;
  Digest entry_hash;
  std::string text;
  SearchColumns columns;  // filled by a scan of RowParts::text_and_columns alone
};

enum class RowParts { text, text_and_columns };

/// Rows id in [from_id, to_id], in id order; with org_id that organisation's alone.
struct ScanRange {
  std::uint64_t from_id = 1;
  std::uint64_t to_id = 0;
  std::optional<std::string> org_id = {};
  RowParts parts = RowParts::text;
};

/// Reads a range in batches of bounded size. Holds no transaction between batches: the log only grows.
class AuditScan {
 public:
  virtual ~AuditScan() = default;
  /// Fills the front of `batch` with the next rows, at most a few thousand, and answers how many; 0 at the end.
  /// Elements beyond that number are leftovers: the caller hands the same vector in again so that its buffers are used
  /// again.
  virtual Result<std::size_t> next(std::vector<AuditRowRecord>& batch) = 0;
};

/// What the store has quietly mended since it was opened.
struct StoreCounters {
  std::uint64_t retries = 0;     // transactions begun anew: lost a race, a lock or a connection
  std::uint64_t reconnects = 0;  // connections made in place of lost ones
  std::uint64_t evictions = 0;   // stalled holders of the log's head that were put out
};

class Store {
 public:
  virtual ~Store() = default;

  /// Runs `work` in one durable transaction; rolls back if it fails. Writers take turns. `work` may be run again, from
  /// its beginning, when the transaction met another one or lost its connection: it must be repeatable.
  virtual Result<void> transact(const std::function<Result<void>(WriteTransaction&)>& work) = 0;

  // Reading: any thread, never blocked by a writer.
  virtual Result<std::vector<AuditRowRecord>> list_rows(const RowFilter& filter,
                                                        std::size_t limit) = 0;  // newest first
  /// Of one state of the log; costs a look into each stretch walked and an index entry a row that counts.
  virtual Result<RowCounts> count_rows(const CountFilter& filter) = 0;
  virtual Result<LogHead> log_head() = 0;
  virtual Result<OrgHead> org_head(std::string_view org_id) = 0;
  virtual Result<std::unique_ptr<AuditScan>> scan(const ScanRange& range) = 0;
  virtual Result<std::optional<AuditRowRecord>> find_row(std::uint64_t id) = 0;
  virtual Result<std::optional<ApiKey>> find_api_key(const KeyId& id) = 0;
  virtual Result<std::optional<Org>> find_org(const OrgId& id) = 0;
  virtual Result<std::optional<Org>> platform_org() = 0;

  // Everything, page by page, for moving an installation: records behind `after` in the order of their ids.
  virtual Result<std::vector<Org>> list_orgs(std::string_view after, std::size_t limit) = 0;
  virtual Result<std::vector<User>> list_users(std::string_view after, std::size_t limit) = 0;
  virtual Result<std::vector<ApiKey>> list_api_keys(std::string_view after, std::size_t limit) = 0;
  virtual Result<std::vector<KeptAnswer>> list_answers(std::string_view after_org, std::string_view after_key,
                                                       std::size_t limit) = 0;
  /// Of a table of kMovedTables, behind the key `after`; from the beginning where that is empty.
  virtual Result<std::vector<TableRow>> read_table(const MovedTable& table, const TableRow& after,
                                                   std::size_t limit) = 0;

  /// Lives as long as the store.
  virtual SecretReader& secrets() = 0;
  /// Likewise.
  virtual IdentityReader& identity() = 0;
  /// Likewise.
  virtual AuthorizationReader& authorization() = 0;
  /// Likewise.
  virtual LendingReader& lending() = 0;

  /// Succeeds if the store answers a trivial read within its deadline. `unavailable`: it cannot be reached. `too_slow`:
  /// it is there, and does not answer.
  virtual Result<void> ping() = 0;
  [[nodiscard]] virtual StoreCounters counters() const = 0;
};

}  // namespace ratestack::service
