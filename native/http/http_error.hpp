// What this layer itself refuses. problem.cpp turns these, and the errors of every other module, into answers.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack::http {

enum class HttpError {
  malformed_request = 1,  // not HTTP/1.1 as we read it
  request_timeout,        // it did not arrive whole in time
  no_such_route,          // nothing is served at this path
  no_such_resource,       // nothing the caller may see has this id
  method_not_allowed,     // context: the methods that are, as the Allow header lists them
  payload_too_large,
  unsupported_media_type,
  unknown_field,          // context: JSON pointer
  invalid_field,          // context: JSON pointer, ": ", the rule that was broken
  unknown_parameter,      // context: name of the query parameter
  invalid_parameter,      // context: name of the query parameter or header, ": ", the rule
  unknown_log,            // context: the logs there are
  unknown_service,        // context: where the body names it
  invalid_rate_sheet,     // its faults are members of the problem
  precondition_required,  // If-Match
  precondition_failed,
  capability_missing,  // context: the capability
  internal_token_missing,
  internal_token_wrong,
  overloaded,  // a queue of ours is full
  stopping,    // the server is on its way down
  not_ready,
  unanswered,  // a handler gave up its request: a defect of ours
};
boost::system::error_code make_error_code(HttpError error);

}  // namespace ratestack::http

template <>
struct boost::system::is_error_code_enum<ratestack::http::HttpError> : std::true_type {};
