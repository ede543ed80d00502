// The handlers that the route table names. Each is thin: read the request, call the use case, write the answer.
#pragma once

#include "native/http/api.hpp"
#include "native/http/exchange.hpp"

namespace ratestack::http {

void get_health(Api& api, const ExchangePtr& exchange);
void get_readiness(Api& api, const ExchangePtr& exchange);
void get_openapi(Api& api, const ExchangePtr& exchange);

void append_events(Api& api, const ExchangePtr& exchange);
void list_events(Api& api, const ExchangePtr& exchange);
void verify_audit(Api& api, const ExchangePtr& exchange);
void export_audit(Api& api, const ExchangePtr& exchange);

void validate_url(Api& api, const ExchangePtr& exchange);

void put_secret(Api& api, const ExchangePtr& exchange);
void get_secret(Api& api, const ExchangePtr& exchange);
void delete_secret(Api& api, const ExchangePtr& exchange);
void list_secrets(Api& api, const ExchangePtr& exchange);
void rekey_secrets(Api& api, const ExchangePtr& exchange);
void get_rotation(Api& api, const ExchangePtr& exchange);

void redact_body(Api& api, const ExchangePtr& exchange);

/// Runs `work` in `lane`, or answers 503 `busy` where the lane's queue is full.
void run_in(Lane& lane, const ExchangePtr& exchange, Lane::Work work);

}  // namespace ratestack::http
