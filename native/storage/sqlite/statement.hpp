// A prepared statement in use: borrowed from its connection, reset when it goes out of scope.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "native/service/moved_tables.hpp"
#include "native/service/store_error.hpp"
#include "ratestack/base/bytes.hpp"
#include "ratestack/base/time.hpp"
#include "ratestack/crypto/digest.hpp"

struct sqlite3_stmt;

namespace ratestack::sqlite {

/// Parameters bind in order, each call the next one. Views bound must live until the statement has run.
/// At most one use of a statement at a time; same thread as its connection.
class Statement {
 public:
  explicit Statement(sqlite3_stmt* borrowed) noexcept : statement_(borrowed) {}
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(std::int64_t value);
  Statement& bind(std::uint64_t value);  // ids and counts: below 2^63
  Statement& bind(std::string_view text);
  Statement& bind(const Digest& digest);
  Statement& bind(Timestamp time) { return bind(time.micros()); }
  Statement& bind(const std::optional<Timestamp>& time);
  Statement& bind(const service::Cell& cell);
  Statement& bind(const service::TableRow& row);  // a parameter a cell

  /// True: a row can be read. False: the statement is done.
  Result<bool> step();
  /// Runs a statement that answers no rows.
  Result<void> run();
  /// Makes the statement ready for another set of parameters.
  void rewind() noexcept;

  // Columns of the present row, from 0. Views live until the next step.
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::uint64_t count(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string_view blob(int column) const;
  /// Zeros where the column does not hold 32 bytes: a chain check then names the row instead of the read failing.
  [[nodiscard]] Digest digest(int column) const;
  [[nodiscard]] Timestamp time(int column) const { return Timestamp::from_micros(integer(column)); }
  [[nodiscard]] std::optional<Timestamp> optional_time(int column) const;

 private:
  void note(int code) noexcept;

  sqlite3_stmt* statement_;
  int next_parameter_ = 0;
  int bind_code_ = 0;  // first failed bind; reported by step()
};

}  // namespace ratestack::sqlite
