#include "native/storage/postgres/postgres_store.hpp"

#include <thread>
#include <utility>

#include "native/storage/postgres/account_tables.hpp"
#include "native/storage/postgres/audit_scan.hpp"
#include "native/storage/postgres/audit_tables.hpp"
#include "native/storage/postgres/migrations.hpp"
#include "native/storage/postgres/row_count_query.hpp"
#include "native/storage/postgres/row_query.hpp"
#include "native/storage/shared/table_rows.hpp"

namespace ratestack::postgres {

using service::ApiKey;
using service::AuditRowRecord;
using service::LogHead;
using service::Org;
using service::OrgHead;
using service::StoreError;

namespace {

constexpr std::chrono::seconds kMigrationPatience{600};  // another program's migrations are waited for, too

constexpr Statement kPing{"ping", "SELECT 1"};
constexpr Statement kStandby{"standby", "SELECT pg_is_in_recovery()"};
// Whoever owns the log or may change its rows can rewrite history, and row-level security does not hold such a role.
constexpr Statement kCanRewrite{
    "can_rewrite",
    "SELECT role.rolsuper OR role.rolbypassrls OR pg_has_role(log.relowner, 'USAGE') "
    "OR has_table_privilege(log.oid, 'UPDATE, DELETE, TRUNCATE') FROM pg_roles AS role, pg_class AS log "
    "WHERE role.rolname = current_user AND log.oid = 'public.common_audit_log'::regclass"};
constexpr Statement kCanAppend{"can_append",
                               "SELECT has_table_privilege('public.common_audit_log', 'SELECT') "
                               "AND has_table_privilege('public.common_audit_log', 'INSERT')"};

SessionOptions session(const PostgresOptions& options, Session kind) {
  SessionOptions out;
  out.session = kind;
  out.statement_timeout = kind == Session::reading ? options.read_deadline : options.write_deadline;
  out.lock_timeout = options.stall_bound;
  out.idle_in_transaction_timeout = options.stall_bound;
  return out;
}

SessionOptions migration_session() {
  SessionOptions out;
  out.session = Session::writing;
  out.statement_timeout = out.idle_in_transaction_timeout = std::chrono::milliseconds(0);  // no bound
  out.lock_timeout = kMigrationPatience;
  return out;
}

Result<void> expect(Connection& connection, const Statement& question, bool wanted, Error otherwise,
                    Deadline deadline) {
  auto rows = connection.run(question, {}, deadline);
  if (!rows) return rows.error();
  if (rows->empty() || rows->boolean(0, 0) != wanted) return otherwise;
  return {};
}

Result<void> check_role(Connection& connection, Deadline deadline) {
  const Error lacks(StoreError::access_denied,
                    "this role may not append to the log: name it in `ratestack migrate --server-role`");
  if (auto may = expect(connection, kCanAppend, true, lacks, deadline); !may) return may;
  const Error can_rewrite(
      StoreError::access_denied,
      "this role could rewrite the log (it owns it, or is a superuser): give the server one of its own");
  return expect(connection, kCanRewrite, false, can_rewrite, deadline);
}

Result<void> check_database(Connection& connection, Deadline deadline) {
  const Error standby(StoreError::read_only, "the server is a standby: name the primary in DATABASE_URL");
  if (auto primary = expect(connection, kStandby, false, standby, deadline); !primary) return primary;
  if (auto current = check_schema(connection, embedded_migrations(), deadline); !current) return current;
  return check_role(connection, deadline);
}

bool is_away(const Error& error) {
  return error.code == make_error_code(StoreError::unavailable) || error.code == make_error_code(StoreError::too_slow);
}

}  // namespace

PostgresStore::PostgresStore(const Target& target, const PostgresOptions& options)
    : options_(options),
      writers_(target, session(options, Session::writing)),
      readers_(target, session(options, Session::reading)),
      pool_(readers_, options.read_connections),
      reading_(pool_, options.read_deadline, retries_) {
  readers_.expect(options.read_connections);
}

Result<std::unique_ptr<PostgresStore>> PostgresStore::open(const Target& target, const PostgresOptions& options) {
  std::unique_ptr<PostgresStore> store(new PostgresStore(target, options));
  const Deadline deadline = Deadline::in(options.write_deadline);
  auto connection = store->writing_connection(deadline);
  if (!connection) return connection.error();
  if (auto fit = check_database(**connection, deadline); !fit) return final_error(fit.error());
  return store;
}

Result<void> PostgresStore::transact(const Work& work) {
  const Deadline deadline = Deadline::in(options_.write_deadline);
  const Turns::Turn turn(write_turns_, deadline);
  if (!turn.taken()) return Error(StoreError::unavailable, "other transactions of this server take too long");
  auto done = try_until(away_ ? deadline.at_most(options_.probe_deadline) : deadline, work);
  away_ = !done && is_away(done.error());
  return done;
}

Result<void> PostgresStore::try_until(Deadline deadline, const Work& work) {
  Backoff pause(std::chrono::milliseconds(2), std::chrono::milliseconds(200));
  std::optional<LastRow> in_doubt;
  for (;;) {
    auto done = attempt(work, in_doubt, deadline);
    if (done) return done;
    const Error& error = done.error();
    const bool again = is_transient(error) || (!writer_ && error.code == make_error_code(StoreError::unavailable));
    const auto wait = pause.next();
    if (!again || wait >= deadline.left()) return final_error(error);
    if (error.code == make_error_code(Transient::lock_timeout)) evict_stalled(deadline);
    ++retries_;
    std::this_thread::sleep_for(wait);
  }
}

Result<void> PostgresStore::attempt(const Work& work, std::optional<LastRow>& in_doubt, Deadline deadline) {
  auto connection = writing_connection(deadline);
  if (!connection) return connection.error();
  if (in_doubt) {
    auto committed = was_committed(**connection, *in_doubt, deadline);
    if (!committed) return committed.error();
    if (*committed) return {};
    in_doubt.reset();
  }
  PostgresWriteTransaction transaction(**connection, deadline);
  if (auto done = work(transaction); !done) return transaction.lost().value_or(done.error());
  if (transaction.lost()) return *transaction.lost();
  auto committed = transaction.commit();
  if (committed || !(*connection)->broken()) return committed;
  if (!transaction.last_row()) return Error(StoreError::unavailable, "lost the server while it committed");
  in_doubt = transaction.last_row();
  return Error(Transient::connection_lost);
}

// The connection broke between COMMIT and its answer. Once the head of the log is ours, that transaction has ended, one
// way or the other: its last row, whose hash covers all before it, is there or is not.
Result<bool> PostgresStore::was_committed(Connection& connection, const LastRow& row, Deadline deadline) {
  PostgresWriteTransaction transaction(connection, deadline);
  if (auto held = transaction.heads({}); !held) return held.error();
  auto stored = read_row(connection, row.id, deadline);
  if (!stored) return stored.error();
  return *stored && (*stored)->entry_hash == row.entry_hash;
}

Result<Connection*> PostgresStore::writing_connection(Deadline deadline) {
  if (writer_ && writer_->broken()) writer_.reset();
  if (!writer_) {
    auto connection = writers_.connect(deadline);
    if (!connection) return connection.error();
    writer_ = std::move(*connection);
  }
  // Before the transaction: a setting made inside one is undone with it.
  writer_->set_scope(Scope::platform());
  if (auto set = writer_->receive(deadline); !set) return set.error();
  return writer_.get();
}

void PostgresStore::evict_stalled(Deadline deadline) {
  auto connection = writing_connection(deadline);
  if (!connection) return;
  auto evicted = evict_stalled_holders(**connection, options_.stall_bound, deadline);
  if (evicted) evictions_ += *evicted;
}

Result<std::vector<AuditRowRecord>> PostgresStore::list_rows(const service::RowFilter& filter, std::size_t limit) {
  const Scope scope = filter.org_id ? Scope::org(*filter.org_id) : Scope::platform();
  return reading_.run(
      scope, [&](Connection& c, Deadline deadline) { return postgres::list_rows(c, filter, limit, deadline); });
}

Result<service::RowCounts> PostgresStore::count_rows(const service::CountFilter& filter) {
  const Scope scope = filter.org_id ? Scope::org(*filter.org_id) : Scope::platform();
  return reading_.run(scope,
                      [&](Connection& c, Deadline deadline) { return postgres::count_rows(c, filter, deadline); });
}

Result<LogHead> PostgresStore::log_head() { return reading<LogHead>(read_log_head); }

Result<OrgHead> PostgresStore::org_head(std::string_view org_id) {
  return reading_.run(Scope::org(org_id),
                      [&](Connection& c, Deadline deadline) { return read_org_head(c, org_id, deadline); });
}

Result<std::unique_ptr<service::AuditScan>> PostgresStore::scan(const service::ScanRange& range) {
  return std::unique_ptr<service::AuditScan>(std::make_unique<PostgresAuditScan>(pool_, range, options_.read_deadline));
}

Result<std::optional<AuditRowRecord>> PostgresStore::find_row(std::uint64_t id) {
  return reading<std::optional<AuditRowRecord>>([&](Connection& c, Deadline d) { return read_row(c, id, d); });
}

Result<std::optional<ApiKey>> PostgresStore::find_api_key(const KeyId& id) {
  return reading<std::optional<ApiKey>>([&](Connection& c, Deadline d) { return read_api_key(c, id, d); });
}

Result<std::optional<Org>> PostgresStore::find_org(const OrgId& id) {
  return reading<std::optional<Org>>([&](Connection& c, Deadline d) { return read_org(c, id, d); });
}

Result<std::optional<Org>> PostgresStore::platform_org() { return reading<std::optional<Org>>(read_platform_org); }

Result<std::vector<Org>> PostgresStore::list_orgs(std::string_view after, std::size_t limit) {
  return reading<std::vector<Org>>([&](Connection& c, Deadline d) { return postgres::list_orgs(c, after, limit, d); });
}

Result<std::vector<service::User>> PostgresStore::list_users(std::string_view after, std::size_t limit) {
  return reading<std::vector<service::User>>(
      [&](Connection& c, Deadline d) { return postgres::list_users(c, after, limit, d); });
}

Result<std::vector<ApiKey>> PostgresStore::list_api_keys(std::string_view after, std::size_t limit) {
  return reading<std::vector<ApiKey>>(
      [&](Connection& c, Deadline d) { return postgres::list_api_keys(c, after, limit, d); });
}

Result<std::vector<service::KeptAnswer>> PostgresStore::list_answers(std::string_view after_org,
                                                                     std::string_view after_key, std::size_t limit) {
  return reading<std::vector<service::KeptAnswer>>(
      [&](Connection& c, Deadline d) { return postgres::list_answers(c, after_org, after_key, limit, d); });
}

Result<std::vector<service::TableRow>> PostgresStore::read_table(const service::MovedTable& table,
                                                                 const service::TableRow& after, std::size_t limit) {
  return storage::read_table(SharedReadings(reading_), table, after, limit);
}

Result<void> PostgresStore::ping() {
  return reading_.run(Scope::platform(), options_.probe_deadline, [](Connection& c, Deadline d) -> Result<void> {
    auto answered = c.run(kPing, {}, d);
    if (!answered) return answered.error();
    return {};
  });
}

service::StoreCounters PostgresStore::counters() const {
  return {retries_.load(), writers_.reconnects() + readers_.reconnects(), evictions_.load()};
}

Result<service::MigrationReport> migrate(const Target& target, const std::string& server_role) {
  const Deadline deadline = Deadline::in(kMigrationPatience);
  auto connection = Connection::open(target, migration_session(), deadline.at_most(std::chrono::seconds(10)));
  if (!connection) return final_error(connection.error());
  auto report = apply_migrations(**connection, embedded_migrations(), server_role, deadline);
  if (!report) return final_error(report.error());
  return report;
}

}  // namespace ratestack::postgres
