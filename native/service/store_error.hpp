// How a store fails, in the words of the domain. The HTTP layer maps these once; no SQL text ever leaves storage.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack::service {

enum class StoreError {
  unavailable = 1,  // locked too long, connection lost, shutting down: the same call may succeed later
  too_slow,         // reached, but no answer within the deadline
  busy,             // our own queue is full
  read_only,        // the database refuses writes
  full,             // no space left
  corrupt,          // the file is damaged or is no database
  conflict,         // a uniqueness rule refused it
  not_found,
  schema_ahead,    // the database was migrated by a newer program
  schema_behind,   // migrations are missing: run `ratestack migrate`
  schema_changed,  // an applied migration is not the one this program knows
  access_denied,   // wrong password, or the role lacks a right it needs
  unsupported,     // a database of a version or a kind that this program cannot use
  fault,           // anything else: a defect of ours or of the system
};
boost::system::error_code make_error_code(StoreError error);

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::StoreError> : std::true_type {};
