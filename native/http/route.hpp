// A route as data: everything the middleware enforces and the OpenAPI document says comes from here.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "native/http/access.hpp"
#include "native/http/method.hpp"

namespace ratestack::http {

class Exchange;
struct Api;
using ExchangePtr = std::shared_ptr<Exchange>;

/// Runs on a reactor thread: must not block. Answers through the exchange, now or later, from any thread.
using Handler = void (*)(Api& api, const ExchangePtr& exchange);

/// `type` is a name among the schemas of schemas.hpp.
struct QueryParameter {
  std::string_view name;
  std::string_view type;
  std::string_view summary;
};

inline constexpr std::string_view kJsonAlone[] = {"application/json"};

// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): the table reads in the order of a request
struct Route {
  Method method;
  std::string_view pattern;  // literal segments; "{name}" matches one segment
  std::string_view id;       // operationId
  Access access;
  std::string_view summary;
  std::span<const QueryParameter> query;
  std::string_view request_schema;  // empty: the route takes no body
  int success_status;
  std::string_view response_schema;  // empty: not JSON
  std::string_view response_type;    // media type of success
  Handler handler;
  /// Media types that a body may come in, in lower case and without parameters; any other is answered with 415.
  std::span<const std::string_view> request_types = kJsonAlone;
  /// Request headers that the route understands beside those of every route: names among `components.parameters` of
  /// schemas.cpp.
  std::span<const std::string_view> headers = {};
};

}  // namespace ratestack::http
