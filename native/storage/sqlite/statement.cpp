#include "native/storage/sqlite/statement.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "native/storage/sqlite/sqlite_error.hpp"

namespace ratestack::sqlite {

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)),
      next_parameter_(other.next_parameter_),
      bind_code_(other.bind_code_) {}

Statement::~Statement() {
  if (statement_ != nullptr) rewind();
}

void Statement::rewind() noexcept {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  next_parameter_ = 0;
  bind_code_ = SQLITE_OK;
}

void Statement::note(int code) noexcept {
  if (bind_code_ == SQLITE_OK) bind_code_ = code;
}

Statement& Statement::bind(std::int64_t value) {
  note(sqlite3_bind_int64(statement_, ++next_parameter_, value));
  return *this;
}

Statement& Statement::bind(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }

Statement& Statement::bind(std::string_view text) {
  // Never a null pointer, which SQLite would take for NULL.
  const char* data = text.data() == nullptr ? "" : text.data();
  note(sqlite3_bind_text64(statement_, ++next_parameter_, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(const Digest& digest) {
  note(sqlite3_bind_blob64(statement_, ++next_parameter_, digest.bytes.data(), Digest::kSize, SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind(const std::optional<Timestamp>& time) {
  if (time) return bind(*time);
  note(sqlite3_bind_null(statement_, ++next_parameter_));
  return *this;
}

Statement& Statement::bind(const service::Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell.value)) return bind(*number);
  if (const auto* text = std::get_if<std::string>(&cell.value)) return bind(std::string_view(*text));
  if (const auto* blob = std::get_if<service::Blob>(&cell.value)) {
    note(sqlite3_bind_blob64(statement_, ++next_parameter_, blob->bytes.data(), blob->bytes.size(), SQLITE_STATIC));
    return *this;
  }
  note(sqlite3_bind_null(statement_, ++next_parameter_));
  return *this;
}

Statement& Statement::bind(const service::TableRow& row) {
  for (const service::Cell& cell : row) bind(cell);
  return *this;
}

Result<bool> Statement::step() {
  if (bind_code_ != SQLITE_OK) return to_error(bind_code_, 0);
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return last_error(sqlite3_db_handle(statement_));
}

Result<void> Statement::run() {
  auto stepped = step();
  // Reset at once: an open statement would keep its transaction's locks.
  sqlite3_reset(statement_);
  if (!stepped) return stepped.error();
  return {};
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::blob(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Digest Statement::digest(int column) const {
  Digest digest;
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  if (data != nullptr && sqlite3_column_bytes(statement_, column) == int{Digest::kSize}) {
    std::copy_n(data, Digest::kSize, digest.bytes.begin());
  }
  return digest;
}

std::optional<Timestamp> Statement::optional_time(int column) const {
  if (is_null(column)) return std::nullopt;
  return time(column);
}

}  // namespace ratestack::sqlite
