#include "native/storage/postgres/pg_error.hpp"

#include <algorithm>
#include <iterator>

#include "ratestack/base/error_enum.hpp"

namespace ratestack::postgres {
namespace {

using service::StoreError;

std::string_view describe(Transient error) {
  switch (error) {
    case Transient::connection_lost:
      return "connection_lost";
    case Transient::lock_timeout:
      return "lock_timeout";
    case Transient::serialization_failure:
      return "serialization_failure";
  }
  return "unknown";
}

struct StateRule {
  std::string_view state;  // a whole SQLSTATE, or the class that is its first two characters
  StoreError error;
  std::string_view advice;
};

constexpr StateRule kStates[] = {
    {"23505", StoreError::conflict, ""},
    {"23503", StoreError::not_found, ""},
    {"25006", StoreError::read_only, "the server takes no writes: it is a standby, or set to read-only"},
    {"28", StoreError::access_denied, "the server refused this role: check user and password"},
    {"3D", StoreError::not_found, "there is no such database on the server: create it"},
    {"42501", StoreError::access_denied,
     "this role lacks a right: run `ratestack migrate` as the owner of the database"},
    {"42P01", StoreError::schema_behind, "a table is missing: run `ratestack migrate` as the owner of the database"},
    {"42704", StoreError::not_found, "the role named by --server-role does not exist: CREATE ROLE it first"},
    {"53100", StoreError::full, "no space is left on the server's disk"},
    {"53300", StoreError::unavailable, "the server allows no more connections: raise max_connections"},
    {"57014", StoreError::too_slow, ""},
    {"XX001", StoreError::corrupt, ""},
    {"XX002", StoreError::corrupt, ""},
};

struct ConnectionRule {
  std::string_view words;
  StoreError error;
  std::string_view advice;
};

// Of libpq 15 and the server, untranslated. Whatever is not found here is `unavailable`, which it is.
constexpr ConnectionRule kConnectionWords[] = {
    {"password authentication failed", StoreError::access_denied, "the server refused the password of this role"},
    {"no password supplied", StoreError::access_denied, "the server wants a password: give it in DATABASE_URL"},
    {"Peer authentication failed", StoreError::access_denied, "this operating system user may not use that role"},
    {"pg_hba.conf", StoreError::access_denied, "pg_hba.conf of the server does not let this role in from here"},
    {"too many", StoreError::unavailable, "the server allows no more connections: raise max_connections"},
    {"is not permitted to log in", StoreError::access_denied, "this role may not log in: ALTER ROLE ... LOGIN"},
    {"role \"", StoreError::access_denied, "there is no such role on the server: CREATE ROLE it first"},
    {"not currently accepting connections", StoreError::unavailable, "the database is closed to connections"},
    {"database \"", StoreError::not_found, "there is no such database on the server: CREATE DATABASE it first"},
    {"remaining connection slots", StoreError::unavailable,
     "the server allows no more connections: raise max_connections"},
    {"certificate", StoreError::access_denied,
     "the server's certificate is not one that sslrootcert vouches for, or names another host"},
    {"server does not support SSL", StoreError::access_denied,
     "the server speaks no TLS: switch it on there, or say sslmode=disable for a network that you trust"},
    {"could not translate host name", StoreError::unavailable, "the host name in DATABASE_URL is not known"},
    {"starting up", StoreError::unavailable, "the server is starting"},
    {"shutting down", StoreError::unavailable, "the server is shutting down"},
    {"session is read-only", StoreError::read_only, "the server is a standby: name the primary in DATABASE_URL"},
    {"Connection refused", StoreError::unavailable, "nothing listens there: is PostgreSQL running, at that port?"},
    {"No such file", StoreError::unavailable, "there is no such socket: is PostgreSQL running, in that directory?"},
};

bool is_connection_loss(std::string_view state) {
  return state.empty() || state.starts_with("08") || state == "57P01" || state == "57P02" || state == "57P03" ||
         state == "57P05" || state == "25P03";
}

}  // namespace

boost::system::error_code make_error_code(Transient error) {
  static constexpr EnumCategory<Transient, describe> kCategory{"postgres"};
  return {static_cast<int>(error), kCategory};
}

Error error_of_state(std::string_view state) {
  if (is_connection_loss(state)) return Transient::connection_lost;
  if (state == "40001" || state == "40P01") return Transient::serialization_failure;
  if (state == "55P03") return Transient::lock_timeout;
  const auto* const rule = std::find_if(std::begin(kStates), std::end(kStates),
                                        [&](const StateRule& known) { return state.starts_with(known.state); });
  if (rule == std::end(kStates)) return Error(StoreError::fault, "SQLSTATE " + std::string(state));
  return Error(rule->error, std::string(rule->advice));
}

Error connection_error(std::string_view message) {
  const auto* const rule =
      std::find_if(std::begin(kConnectionWords), std::end(kConnectionWords),
                   [&](const ConnectionRule& known) { return message.find(known.words) != std::string_view::npos; });
  if (rule == std::end(kConnectionWords)) return Error(StoreError::unavailable, "the server cannot be reached");
  return Error(rule->error, std::string(rule->advice));
}

bool is_transient(const Error& error) {
  return error.code.category() == make_error_code(Transient::connection_lost).category();
}

Error final_error(Error error) {
  if (!is_transient(error)) return error;
  const bool held = error.code == make_error_code(Transient::lock_timeout);
  return Error(StoreError::unavailable, held ? "another server holds the end of the log" : "the connection was lost");
}

}  // namespace ratestack::postgres
