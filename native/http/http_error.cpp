#include "native/http/http_error.hpp"

#include "ratestack/base/error_enum.hpp"

namespace ratestack::http {
namespace {

std::string_view describe(HttpError error) {
  switch (error) {
    case HttpError::malformed_request:
      return "malformed_request";
    case HttpError::request_timeout:
      return "request_timeout";
    case HttpError::no_such_route:
      return "no_such_route";
    case HttpError::no_such_resource:
      return "no_such_resource";
    case HttpError::method_not_allowed:
      return "method_not_allowed";
    case HttpError::payload_too_large:
      return "payload_too_large";
    case HttpError::unsupported_media_type:
      return "unsupported_media_type";
    case HttpError::unknown_field:
      return "unknown_field";
    case HttpError::invalid_field:
      return "invalid_field";
    case HttpError::unknown_parameter:
      return "unknown_parameter";
    case HttpError::invalid_parameter:
      return "invalid_parameter";
    case HttpError::unknown_log:
      return "unknown_log";
    case HttpError::unknown_service:
      return "unknown_service";
    case HttpError::invalid_rate_sheet:
      return "invalid_rate_sheet";
    case HttpError::precondition_required:
      return "precondition_required";
    case HttpError::precondition_failed:
      return "precondition_failed";
    case HttpError::capability_missing:
      return "capability_missing";
    case HttpError::internal_token_missing:
      return "internal_token_missing";
    case HttpError::internal_token_wrong:
      return "internal_token_wrong";
    case HttpError::overloaded:
      return "overloaded";
    case HttpError::stopping:
      return "stopping";
    case HttpError::not_ready:
      return "not_ready";
    case HttpError::unanswered:
      return "unanswered";
  }
  return "unknown";
}

constexpr EnumCategory<HttpError, describe> kCategory("http");

}  // namespace

boost::system::error_code make_error_code(HttpError error) { return {static_cast<int>(error), kCategory}; }

}  // namespace ratestack::http
