// A request as the routes see it: whole, owned, and free of the HTTP library's types.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "native/http/method.hpp"

namespace ratestack::http {

struct Header {
  std::string name;
  std::string value;
};

struct Request {
  Method method = Method::get;
  std::string target;           // request-target as sent: path and query, still percent-encoded
  std::vector<Header> headers;  // of repeated names the first alone
  std::string body;
  std::string client_ip;  // as nginx states it; an IP literal

  /// Absent is not empty. Names compare without case. The view lives as long as this request.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
  /// What Content-Type says, in lower case and without parameters (RFC 9110 section 8.3.1); empty where absent.
  [[nodiscard]] std::string media_type() const;
  /// The part of the target before '?'; never decoded, so that no two spellings reach one route.
  [[nodiscard]] std::string_view path() const noexcept;
};

}  // namespace ratestack::http
