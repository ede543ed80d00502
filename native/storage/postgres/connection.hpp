// One connection to a server: statements sent together and answered together, never longer than a deadline.
//
// libpq runs non-blocking underneath, in pipeline mode: `send` puts a statement on its way, `receive` waits for the
// answers of all that was sent since. So a transaction of many statements costs two or three round trips.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "native/storage/postgres/deadline.hpp"
#include "native/storage/postgres/params.hpp"
#include "native/storage/postgres/pg_error.hpp"
#include "native/storage/postgres/rows.hpp"
#include "native/storage/postgres/target.hpp"

struct pg_conn;

namespace ratestack::postgres {

/// A statement that each connection prepares at its first use, under its name.
struct Statement {
  std::string_view name;
  std::string_view sql;
};

enum class Session { reading, writing };

struct SessionOptions {
  Session session = Session::reading;
  std::chrono::milliseconds statement_timeout{5000};
  std::chrono::milliseconds lock_timeout{2000};
  std::chrono::milliseconds idle_in_transaction_timeout{2000};
};

/// Whom a session reads for: row-level security shows it these rows alone.
class Scope {
 public:
  static Scope platform() { return Scope("*"); }
  static Scope org(std::string_view org_id) { return Scope(std::string(org_id)); }
  [[nodiscard]] const std::string& text() const { return text_; }
  friend bool operator==(const Scope&, const Scope&) = default;

 private:
  explicit Scope(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// Not thread safe: one thread at a time.
class Connection {
 public:
  /// Errors: access_denied, not_found, unavailable, unsupported (the server is too old, or keeps no UTF-8), each with
  /// what to do about it.
  static Result<std::unique_ptr<Connection>> open(const Target& target, const SessionOptions& options,
                                                  Deadline deadline);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Puts a statement on its way; its failure shows in `receive`.
  void send(const Statement& statement, const Params& params = {});
  /// The answers of everything sent since, in order; or the first failure among them, after which the others have not
  /// run. Past the deadline: too_slow, and the connection is good for nothing more.
  Result<std::vector<Rows>> receive(Deadline deadline);
  /// Sends one statement and receives its answer.
  Result<Rows> run(const Statement& statement, const Params& params, Deadline deadline);
  /// Runs statements that take no parameters and answer nothing.
  Result<void> run_script(std::string_view sql, Deadline deadline);

  /// The session reads for `scope` from the next statement on.
  void set_scope(const Scope& scope);

  /// COPY (...) TO STDOUT (FORMAT binary). Until the end has been read, nothing else may run.
  Result<void> start_copy(const std::string& sql, Deadline deadline);
  /// The next piece: a row, or the trailer. The view lives until the next call.
  Result<std::string_view> next_copy_piece(Deadline deadline);
  /// After the trailer.
  Result<void> finish_copy(Deadline deadline);

  [[nodiscard]] std::string quoted(std::string_view literal) const;
  [[nodiscard]] bool in_transaction() const;
  /// Lost, or left in a state from which it cannot go on.
  [[nodiscard]] bool broken() const;

 private:
  struct Sent {
    std::string prepares;  // the name; empty for a statement that answers
  };
  struct Finish {
    void operator()(pg_conn* connection) const noexcept;
  };

  explicit Connection(pg_conn* taken) : connection_(taken) {}
  Result<void> connect(Deadline deadline);
  Result<void> configure(const SessionOptions& options, Deadline deadline);
  Result<void> flush(Deadline deadline);
  Result<pg_result*> next_result(Deadline deadline);
  Result<void> await_result(Deadline deadline);
  Result<void> await_socket(short events, Deadline deadline);
  Result<void> leave_pipeline();
  Error lose(Error error);
  /// Takes the answer of one statement on its way. Notes the first failure.
  Result<void> receive_one(const Sent& what, std::vector<Rows>& answers, Error& first, Deadline deadline);
  /// Takes what is left of a script or a COPY.
  Result<void> receive_rest(Deadline deadline);

  std::unique_ptr<pg_conn, Finish> connection_;
  std::map<std::string, std::string, std::less<>> prepared_;  // name to SQL: two of one name are a fault
  std::vector<Sent> sent_;                                    // and not received yet
  std::string scope_;
  char* copy_buffer_ = nullptr;
  bool broken_ = false;
  bool refused_to_send_ = false;
};

}  // namespace ratestack::postgres
