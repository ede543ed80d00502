#include "native/storage/postgres/connection.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <cerrno>
#include <stdexcept>
#include <utility>

namespace ratestack::postgres {
namespace {

using service::StoreError;

constexpr int kBinary = 1;
constexpr int kOldestServer = 150000;

constexpr Statement kSetScope{"set_scope", "SELECT set_config('ratestack.org_id', $1, false)"};

std::string milliseconds(std::chrono::milliseconds time) { return std::to_string(time.count()); }

// Every statement of ours is served by an index. Which, the planner would guess from statistics that a fast-growing log
// does not have yet, and keep the guess; so it is told not to read tables from end to end.
//
// A commit is on the disk before it is acknowledged, whatever the database's default; a standby that the operator has
// made wait stays.
std::string session_settings(const SessionOptions& options) {
  std::string sql =
      "SET statement_timeout = " + milliseconds(options.statement_timeout) +
      "; SET lock_timeout = " + milliseconds(options.lock_timeout) +
      "; SET idle_in_transaction_session_timeout = " + milliseconds(options.idle_in_transaction_timeout) +
      "; SET default_transaction_isolation = 'read committed'; SET search_path = public; "
      "SET jit = off; SET enable_seqscan = off; SET enable_bitmapscan = off; SET max_parallel_workers_per_gather = 0";
  if (options.session == Session::reading) return sql + "; SET default_transaction_read_only = on";
  return sql +
         "; SELECT set_config('synchronous_commit', 'on', false) "
         "WHERE current_setting('synchronous_commit') IN ('off', 'local')";
}

struct ClearResult {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using OwnedResult = std::unique_ptr<PGresult, ClearResult>;

bool is_good(ExecStatusType status) {
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

Error error_of(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return error_of_state(state == nullptr ? "" : state);
}

// What follows a failure in a pipeline is only passed over.
void note_failure(const PGresult* result, Error& first) {
  if (!first.code.failed() && PQresultStatus(result) != PGRES_PIPELINE_ABORTED) first = error_of(result);
}

}  // namespace

void Connection::Finish::operator()(pg_conn* connection) const noexcept { PQfinish(connection); }

Connection::~Connection() { PQfreemem(copy_buffer_); }

Result<std::unique_ptr<Connection>> Connection::open(const Target& target, const SessionOptions& options,
                                                     Deadline deadline) {
  std::vector<const char*> names, values;
  for (const auto& [name, value] : target.settings()) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  pg_conn* started = PQconnectStartParams(names.data(), values.data(), 0);
  if (started == nullptr) return StoreError::unavailable;
  std::unique_ptr<Connection> connection(new Connection(started));
  if (auto connected = connection->connect(deadline); !connected) return connected.error();
  if (auto done = connection->configure(options, deadline); !done) return done.error();
  return connection;
}

Result<void> Connection::connect(Deadline deadline) {
  pg_conn* const connection = connection_.get();
  PostgresPollingStatusType wants = PGRES_POLLING_WRITING;
  while (PQstatus(connection) != CONNECTION_BAD && wants != PGRES_POLLING_OK) {
    if (auto ready = await_socket(wants == PGRES_POLLING_READING ? POLLIN : POLLOUT, deadline); !ready) {
      return Error(StoreError::too_slow, "the server did not answer a new connection");
    }
    wants = PQconnectPoll(connection);
    if (wants == PGRES_POLLING_FAILED) break;
  }
  if (PQstatus(connection) != CONNECTION_OK) return connection_error(PQerrorMessage(connection));
  return {};
}

Result<void> Connection::configure(const SessionOptions& options, Deadline deadline) {
  if (PQserverVersion(connection_.get()) < kOldestServer) {
    return Error(StoreError::unsupported, "PostgreSQL 15 or newer is needed");
  }
  const char* const encoding = PQparameterStatus(connection_.get(), "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
    return Error(StoreError::unsupported, "the database must keep UTF8: CREATE DATABASE ... ENCODING 'UTF8'");
  }
  // A server's notices may repeat values, and standard error is nobody's to read.
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  if (PQsetnonblocking(connection_.get(), 1) != 0) return Transient::connection_lost;
  return run_script(session_settings(options), deadline);
}

void Connection::set_scope(const Scope& scope) {
  if (scope.text() == scope_) return;
  scope_ = scope.text();
  send(kSetScope, Params().add(std::string_view(scope_)));
}

void Connection::send(const Statement& statement, const Params& params) {
  pg_conn* const connection = connection_.get();
  const std::string name(statement.name);
  if (PQpipelineStatus(connection) == PQ_PIPELINE_OFF && PQenterPipelineMode(connection) != 1) refused_to_send_ = true;
  const auto known = prepared_.find(name);
  if (known != prepared_.end() && known->second != statement.sql)
    throw std::logic_error("two statements named " + name);
  if (known == prepared_.end()) {
    if (PQsendPrepare(connection, name.c_str(), std::string(statement.sql).c_str(), 0, nullptr) != 1) {
      refused_to_send_ = true;
      return;
    }
    prepared_.emplace(name, std::string(statement.sql));
    sent_.push_back({name});
  }
  const Params::Lists lists = params.lists();
  if (PQsendQueryPrepared(connection, name.c_str(), params.count(), lists.values.data(), lists.lengths.data(),
                          lists.formats.data(), kBinary) != 1) {
    refused_to_send_ = true;
    return;
  }
  sent_.push_back({});
}

Result<std::vector<Rows>> Connection::receive(Deadline deadline) {
  std::vector<Rows> answers;
  if (sent_.empty() && !refused_to_send_) return answers;
  if (refused_to_send_ || PQpipelineSync(connection_.get()) != 1) return lose(Transient::connection_lost);
  if (auto flushed = flush(deadline); !flushed) return flushed.error();
  Error first;
  for (const Sent& what : std::exchange(sent_, {})) {
    if (auto received = receive_one(what, answers, first, deadline); !received) return received.error();
  }
  auto sync = next_result(deadline);
  if (!sync) return sync.error();
  const OwnedResult synced(*sync);
  if (PQresultStatus(synced.get()) != PGRES_PIPELINE_SYNC) return lose(Transient::connection_lost);
  if (first.code.failed()) return first;
  return answers;
}

Result<void> Connection::receive_one(const Sent& what, std::vector<Rows>& answers, Error& first, Deadline deadline) {
  auto taken = next_result(deadline);
  if (!taken) return taken.error();
  OwnedResult result(*taken);
  if (!result) return lose(Transient::connection_lost);
  if (!is_good(PQresultStatus(result.get()))) {
    note_failure(result.get(), first);
    prepared_.erase(what.prepares);
  }
  if (what.prepares.empty()) answers.emplace_back(result.release());
  auto separator = next_result(deadline);
  if (!separator) return separator.error();
  return {};
}

Result<Rows> Connection::run(const Statement& statement, const Params& params, Deadline deadline) {
  send(statement, params);
  auto answers = receive(deadline);
  if (!answers) return answers.error();
  return std::move(answers->back());
}

Result<void> Connection::run_script(std::string_view sql, Deadline deadline) {
  if (auto left = leave_pipeline(); !left) return left;
  if (PQsendQuery(connection_.get(), std::string(sql).c_str()) != 1) return lose(Transient::connection_lost);
  if (auto flushed = flush(deadline); !flushed) return flushed;
  return receive_rest(deadline);
}

Result<void> Connection::receive_rest(Deadline deadline) {
  Error first;
  for (;;) {
    auto taken = next_result(deadline);
    if (!taken) return taken.error();
    const OwnedResult result(*taken);
    if (!result) break;
    if (!is_good(PQresultStatus(result.get()))) note_failure(result.get(), first);
  }
  if (first.code.failed()) return first;
  return {};
}

Result<void> Connection::start_copy(const std::string& sql, Deadline deadline) {
  if (auto received = receive(deadline); !received) return received.error();
  if (auto left = leave_pipeline(); !left) return left;
  if (PQsendQuery(connection_.get(), sql.c_str()) != 1) return lose(Transient::connection_lost);
  if (auto flushed = flush(deadline); !flushed) return flushed;
  auto taken = next_result(deadline);
  if (!taken) return taken.error();
  const OwnedResult result(*taken);
  if (PQresultStatus(result.get()) == PGRES_COPY_OUT) return {};
  return result ? error_of(result.get()) : lose(Transient::connection_lost);
}

Result<std::string_view> Connection::next_copy_piece(Deadline deadline) {
  PQfreemem(std::exchange(copy_buffer_, nullptr));
  for (;;) {
    const int size = PQgetCopyData(connection_.get(), &copy_buffer_, 1);
    if (size > 0) return std::string_view(copy_buffer_, static_cast<std::size_t>(size));
    if (size < 0) break;
    if (auto ready = await_socket(POLLIN, deadline); !ready) return ready.error();
    if (PQconsumeInput(connection_.get()) != 1) return lose(Transient::connection_lost);
  }
  // It ended before its trailer: the server says why.
  if (auto rest = receive_rest(deadline); !rest) return rest.error();
  return lose(Transient::connection_lost);
}

Result<void> Connection::finish_copy(Deadline deadline) {
  PQfreemem(std::exchange(copy_buffer_, nullptr));
  while (PQgetCopyData(connection_.get(), &copy_buffer_, 1) == 0) {
    if (auto ready = await_socket(POLLIN, deadline); !ready) return ready;
    if (PQconsumeInput(connection_.get()) != 1) return lose(Transient::connection_lost);
  }
  return receive_rest(deadline);
}

std::string Connection::quoted(std::string_view literal) const {
  char* const escaped = PQescapeLiteral(connection_.get(), literal.data(), literal.size());
  std::string out = escaped == nullptr ? "''" : escaped;  // null for broken UTF-8: it names nothing
  PQfreemem(escaped);
  return out;
}

bool Connection::in_transaction() const {
  const auto status = PQtransactionStatus(connection_.get());
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

bool Connection::broken() const { return broken_ || PQstatus(connection_.get()) != CONNECTION_OK; }

Result<void> Connection::leave_pipeline() {
  if (PQpipelineStatus(connection_.get()) == PQ_PIPELINE_OFF) return {};
  if (PQexitPipelineMode(connection_.get()) != 1) return lose(Transient::connection_lost);
  return {};
}

Error Connection::lose(Error error) {
  broken_ = true;
  sent_.clear();
  return error;
}

Result<void> Connection::flush(Deadline deadline) {
  for (int left = PQflush(connection_.get()); left != 0; left = PQflush(connection_.get())) {
    if (left < 0) return lose(Transient::connection_lost);
    // Reading too: the server may have to get rid of answers before it takes more.
    if (auto ready = await_socket(POLLIN | POLLOUT, deadline); !ready) return ready;
    if (PQconsumeInput(connection_.get()) != 1) return lose(Transient::connection_lost);
  }
  return {};
}

Result<pg_result*> Connection::next_result(Deadline deadline) {
  if (auto ready = await_result(deadline); !ready) return ready.error();
  return PQgetResult(connection_.get());
}

Result<void> Connection::await_result(Deadline deadline) {
  while (PQisBusy(connection_.get()) == 1) {
    if (auto ready = await_socket(POLLIN, deadline); !ready) return ready;
    if (PQconsumeInput(connection_.get()) != 1) return lose(Transient::connection_lost);
  }
  return {};
}

Result<void> Connection::await_socket(short events, Deadline deadline) {
  pollfd socket{PQsocket(connection_.get()), events, 0};
  for (;;) {
    const int ready = poll(&socket, 1, static_cast<int>(deadline.left().count()));
    if (ready > 0) return {};
    if (ready == 0) return lose(Error(StoreError::too_slow, "the server did not answer in time"));
    if (errno != EINTR) return lose(Transient::connection_lost);
  }
}

}  // namespace ratestack::postgres
