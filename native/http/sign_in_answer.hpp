// What a sign-in answers, whatever its way.
#pragma once

#include "native/http/api.hpp"
#include "native/http/exchange.hpp"

namespace ratestack::http {

/// 200 with a session, or 202 where another factor is wanted.
[[nodiscard]] service::SignInDone answer_sign_in(Api& api, const ExchangePtr& exchange);

}  // namespace ratestack::http
