// HTTP request methods that a route may have (RFC 9110 section 9).
#pragma once

#include <string_view>

namespace ratestack::http {

// `other` is any method that no route has.
enum class Method { get, head, post, put, patch, del, options, other };

[[nodiscard]] constexpr std::string_view to_string(Method method) noexcept {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      return "OTHER";
  }
  return "OTHER";
}

}  // namespace ratestack::http
