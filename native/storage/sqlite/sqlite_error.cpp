#include "native/storage/sqlite/sqlite_error.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace ratestack::sqlite {
namespace {

using service::StoreError;

constexpr int primary(int code) { return code & 0xff; }

// A write that found no space may surface as an I/O error: the operating system's word decides.
StoreError of_io_error(int system_errno) {
  switch (system_errno) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return StoreError::full;
    case EROFS:
    case EACCES:
    case EPERM:
      return StoreError::read_only;
    case EMFILE:
    case ENFILE:
    case ENOMEM:
      return StoreError::unavailable;
    default:
      return StoreError::fault;
  }
}

StoreError of_constraint(int code) {
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_TRIGGER:  // a row that does not continue the log
      return StoreError::conflict;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return StoreError::not_found;
    default:
      return StoreError::fault;
  }
}

StoreError of_code(int code, int system_errno) {
  switch (primary(code)) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT:
    case SQLITE_NOMEM:
      return StoreError::unavailable;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return StoreError::read_only;
    case SQLITE_FULL:
      return StoreError::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return StoreError::corrupt;
    case SQLITE_CONSTRAINT:
      return of_constraint(code);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return of_io_error(system_errno);
    default:
      return StoreError::fault;
  }
}

}  // namespace

Error to_error(int code, int system_errno) { return Error(of_code(code, system_errno), sqlite3_errstr(code)); }

Error last_error(sqlite3* db) { return to_error(sqlite3_extended_errcode(db), sqlite3_system_errno(db)); }

}  // namespace ratestack::sqlite
