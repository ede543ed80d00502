// What a sign-in answers, whatever the way.
#pragma once

#include "native/http/api.hpp"
#include "native/http/exchange.hpp"
#include "native/service/identity/sign_in_types.hpp"

namespace ratestack::http {

/// 200 with a session, or 202 where another factor is wanted; `more` are members beside those.
void answer_sign_in(Api& api, const ExchangePtr& exchange, const service::SignInOutcome& outcome,
                    const JsonObject& more = {});

/// The same as a sign-in's end.
[[nodiscard]] service::SignInDone answer_to(Api& api, const ExchangePtr& exchange);

}  // namespace ratestack::http
