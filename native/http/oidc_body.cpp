#include "native/http/oidc_body.hpp"

#include "native/http/body_of.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/sign_in_body.hpp"
#include "native/service/identity/identity_error.hpp"
#include "ratestack/identity/return_path.hpp"

namespace ratestack::http {
namespace {

Result<OidcTransaction::Start> read_start(const Fields& body) {
  OidcTransaction::Start start;
  if (!body.has("return_path")) return start;
  auto path = read_text(body, "return_path", OidcTransaction::kMaxReturnPath);
  if (!path) return path.error();
  if (!is_local_return_path(path.value())) return body.broken("return_path", "must be a path on this site");
  start.return_path = std::move(path.value());
  return start;
}

std::string started_body(const service::OidcStarted& started) {
  return to_text({{"authorization_url", started.authorization_url},
                  {"transaction", started.transaction},
                  {"expires_in", kOidcTransactionLifetime.count()},
                  {"answers_by_post", started.offer.answers_by_post}});
}

}  // namespace

Result<OidcProvider> read_provider(const Exchange& exchange) {
  const auto provider = parse_oidc_provider(exchange.path_parameter("provider"));
  if (!provider) return service::IdentityError::unknown_provider;
  return *provider;
}

Result<service::OidcAnswer> read_answer(const Fields& body) {
  auto transaction = read_text(body, "transaction", service::Tickets::kMaxBytes);
  if (!transaction) return transaction.error();
  auto form = read_text(body, "form", OidcCallback::kMaxBytes);
  if (!form) return form.error();
  return service::OidcAnswer{std::move(transaction.value()), std::move(form.value())};
}

void start_at_provider(Api& api, const ExchangePtr& exchange, std::optional<UserId> linked_user) {
  const auto provider = read_provider(*exchange);
  if (!provider) return exchange->fail(provider.error());
  const auto body = Body::read(*exchange, {"return_path"});
  if (!body) return exchange->fail(body.error());
  auto start = read_start(body.value().fields());
  if (!start) return exchange->fail(start.error());
  start.value().linked_user = std::move(linked_user);
  const auto started = api.oidc.start(provider.value(), std::move(start.value()));
  if (!started) return exchange->fail(started.error());
  exchange->answer(json_answer(200, started_body(started.value())));
}

}  // namespace ratestack::http
