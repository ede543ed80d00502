// The words around a transaction.
#pragma once

#include "native/storage/postgres/connection.hpp"

namespace ratestack::postgres {

inline constexpr Statement kBegin{"begin", "BEGIN"};
inline constexpr Statement kCommit{"commit", "COMMIT"};
inline constexpr Statement kRollback{"rollback", "ROLLBACK"};

}  // namespace ratestack::postgres
