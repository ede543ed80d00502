// What PostgreSQL and libpq say, in the store's words. No SQL and no message of the server leaves this folder: they may
// repeat values.
#pragma once

#include <string_view>

#include "native/service/store_error.hpp"

namespace ratestack::postgres {

/// Failures that another try may mend; `transact` and the reading calls see to it. They never leave the store.
enum class Transient {
  connection_lost = 1,   // nothing more will come from this connection
  lock_timeout,          // the head of the log was held too long by somebody else
  serialization_failure  // or a deadlock: this transaction was chosen to give way
};
boost::system::error_code make_error_code(Transient error);

/// From the five characters of an SQLSTATE (PostgreSQL's appendix A).
[[nodiscard]] Error error_of_state(std::string_view sqlstate);
/// From libpq's words on a connection that could not be made: there is no SQLSTATE for it. Says what to do.
[[nodiscard]] Error connection_error(std::string_view message);

[[nodiscard]] bool is_transient(const Error& error);
/// What is left when every try has failed: `unavailable` for a transient one, others as they are.
[[nodiscard]] Error final_error(Error error);

}  // namespace ratestack::postgres

template <>
struct boost::system::is_error_code_enum<ratestack::postgres::Transient> : std::true_type {};
