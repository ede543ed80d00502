// The middleware, in one walk: route -> who asks -> in which organisation -> may they -> is the request fit -> handler.
#pragma once

#include <memory>

#include "native/http/api.hpp"
#include "native/http/correlation.hpp"
#include "native/http/exchange.hpp"
#include "native/http/router.hpp"

namespace ratestack::http {

class Dispatcher {
 public:
  /// Everything named must outlive the last exchange.
  Dispatcher(const Router& router, Api& api, CorrelationIds& ids, RequestLog& log);

  /// Called on a reactor thread; returns at once. The answer goes to `reply`, now or later.
  void handle(Request request, std::unique_ptr<Reply> reply);
  /// Answers bytes that never became a request.
  void refuse(const Error& error, std::unique_ptr<Reply> reply);

 private:
  void authenticate(const ExchangePtr& exchange);
  void proven(const ExchangePtr& exchange, Result<service::Principal> principal);
  void act_under_grant(const ExchangePtr& exchange, service::Principal principal, std::string_view org);
  void act_over_owner(const ExchangePtr& exchange, const service::Principal& principal, std::string_view org);
  void authorize(const ExchangePtr& exchange, Result<service::Principal> principal);
  /// Of a request under a grant whose turn has come: the grants may have ended while it waited.
  [[nodiscard]] Result<void> judge_again(Exchange& exchange, const service::Principal& caller,
                                         const OrgId& grantor) const;
  [[nodiscard]] Result<void> check_access(const Access& access, const service::Principal& caller) const;
  void run(const ExchangePtr& exchange);
  /// Fails, and leaves a row of it now and then.
  void deny(const ExchangePtr& exchange, const service::Principal& caller, const Error& why);

  const Router& router_;
  Api& api_;
  CorrelationIds& ids_;
  RequestLog& log_;
};

}  // namespace ratestack::http
