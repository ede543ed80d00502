#include "native/http/log_scope.hpp"

#include "native/http/http_error.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::http {

Result<std::optional<std::string>> readable_org(const Exchange& exchange) {
  const auto asked = exchange.query().org("org_id");
  if (!asked) return asked.error();
  const service::Principal& caller = exchange.principal();
  if (caller.sees_whole_log()) return *asked ? std::optional((*asked)->text()) : std::nullopt;
  if (*asked && **asked != caller.org_id) return Error(HttpError::no_such_resource);
  return std::optional(caller.org_id.text());
}

Result<service::LogRange> asked_range(const Exchange& exchange) {
  constexpr auto kMaxId = static_cast<std::uint64_t>(limits::kMaxSafeInteger);
  auto org = readable_org(exchange);
  if (!org) return org.error();
  const auto from = exchange.query().integer("from", 1, kMaxId);
  if (!from) return from.error();
  const auto to = exchange.query().integer("to", 1, kMaxId);
  if (!to) return to.error();
  return service::LogRange{std::move(*org), from.value().value_or(1), *to};
}

}  // namespace ratestack::http
