#include "native/http/asker_of.hpp"

#include "native/http/request_info.hpp"

namespace ratestack::http {

service::Asker asker_of(const Exchange& exchange, Timestamp now) {
  const service::Principal& caller = exchange.principal();
  return {caller.actor, caller.org_id, exchange.correlation_id(), now, request_info(exchange.request())};
}

}  // namespace ratestack::http
