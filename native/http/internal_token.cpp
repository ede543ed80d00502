#include "native/http/internal_token.hpp"

#include "native/http/http_error.hpp"
#include "ratestack/crypto/constant_time.hpp"

namespace ratestack::http {

Result<void> InternalToken::check(std::optional<std::string_view> shown) const {
  if (expected_.empty() && rule_ == Rule::advisory) return {};
  if (!shown) return rule_ == Rule::advisory ? Result<void>() : HttpError::internal_token_missing;
  if (!constant_time_equal(as_bytes(*shown), expected_.expose())) return HttpError::internal_token_wrong;
  return {};
}

}  // namespace ratestack::http
