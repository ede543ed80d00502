// SQLite's result codes in the domain's words.
#pragma once

#include "native/service/store_error.hpp"

struct sqlite3;

namespace ratestack::sqlite {

/// `code`: an extended result code; `system_errno`: what the operating system said to SQLite, 0 if nothing.
/// The context is SQLite's fixed English for the code: no SQL, no value, no path.
[[nodiscard]] Error to_error(int code, int system_errno);
/// The error of the last call on `db`.
[[nodiscard]] Error last_error(sqlite3* db);

}  // namespace ratestack::sqlite
