#include "native/http/bearer.hpp"

#include <strings.h>

#include "native/service/authenticator.hpp"

namespace ratestack::http {

Result<std::string_view> bearer_token(const Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const auto value = request.header("Authorization");
  // RFC 9110 section 11.1: scheme names compare without case.
  if (!value || value->size() <= kScheme.size() || strncasecmp(value->data(), kScheme.data(), kScheme.size()) != 0) {
    return Error(service::AuthError::missing_credentials);
  }
  return value->substr(kScheme.size());
}

}  // namespace ratestack::http
