// /internal/v1/sessions: what a cookie stands for, and its end. /.well-known/jwks.json: what proves access tokens.
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/request_info.hpp"
#include "native/http/sign_in_body.hpp"
#include "native/service/identity/identity_error.hpp"
#include "native/service/identity/identity_events.hpp"
#include "ratestack/audit/platform_action.hpp"

namespace ratestack::http {
namespace {

using service::IdentityError;
using service::SessionSubject;

Result<SessionToken> read_token(const Exchange& exchange) {
  const auto body = Body::read(exchange, {"session_token"});
  if (!body) return body.error();
  return read_session_token(body.value().fields());
}

JsonValue org_json(const SessionSubject& subject) {
  for (const service::Membership& membership : subject.memberships) {
    if (membership.org_id != subject.session.org_id) continue;
    return JsonObject{
        {"id", membership.org_id.view()}, {"type", to_string(membership.org_type)}, {"name", membership.org_name}};
  }
  return JsonObject{{"id", subject.session.org_id.view()}, {"type", nullptr}, {"name", nullptr}};
}

std::string resolved_body(const SessionSubject& subject, std::span<const service::LiveGrant> grants,
                          const service::MintedToken& token, const service::SessionRules& rules) {
  const service::SessionRecord& session = subject.session;
  const service::SessionEnds ends = service::ends_of(session, rules);
  return to_text({{"user", user_json(session.user_id, session.org_id, subject.email, subject.name)},
                  {"org", org_json(subject)},
                  {"org_roles", org_roles_json(subject, grants)},
                  {"permissions", capabilities_json(service::principal_of(subject).capabilities)},
                  {"session", session_json(session, rules)},
                  {"access_token", token.text},
                  {"access_token_expires_at", token.expires_at.to_text()},
                  {"idle_expires_at", ends.idle.to_text()},
                  {"absolute_expires_at", ends.absolute.to_text()}});
}

void resolve_now(Api& api, const ExchangePtr& exchange) {
  const auto token = read_token(*exchange);
  exchange->wipe_body();
  if (!token) return exchange->fail(token.error());
  const auto subject = api.identity.sessions.use(token.value());
  if (!subject) return exchange->fail(subject.error());
  const auto grants = api.store.authorization().live_grants(subject.value().session.user_id, api.clock.now());
  if (!grants) return exchange->fail(grants.error());
  const auto minted = api.identity.tokens->mint(service::claims_of(subject.value(), grants.value()));
  if (!minted) return exchange->fail(minted.error());
  exchange->answer(
      json_answer(200, resolved_body(subject.value(), grants.value(), minted.value(), api.identity.sessions.rules())));
}

// Who has the token may end the session: 204 also where it has ended already, so that signing out never fails.
void revoke_now(Api& api, const ExchangePtr& exchange) {
  const auto token = read_token(*exchange);
  exchange->wipe_body();
  const auto gone = [&] { exchange->answer(Answer{204, {}, {}, {}}); };
  if (!token && token.error().code == IdentityError::unknown_session) return gone();
  if (!token) return exchange->fail(token.error());
  const auto found = api.store.identity().find_session(token.value().hash());
  if (!found) return exchange->fail(found.error());
  if (!found.value() || found.value()->session.revoked_at) return gone();
  end_session(api, exchange, found.value()->session, "sign_out");
}

}  // namespace

void end_session(Api& api, const ExchangePtr& exchange, const service::SessionRecord& session,
                 std::string_view reason) {
  const auto asker = service::user_asker(session.user_id, session.org_id, exchange->correlation_id(), api.clock.now(),
                                         request_info(exchange->request()));
  service::AppendJob job;
  job.events.push_back(service::to_event(
      asker, {kSessionRevoked, "success", {{"reason", reason}}, {"session", session.id.text(), session.org_id}}));
  job.change = [session, now = asker.now](service::WriteTransaction& transaction) -> Result<void> {
    const auto ended = transaction.identity().end_session(session.user_id, session.id, now);
    if (!ended) return ended.error();
    return ended.value() == service::Spent::now ? Result<void>() : service::StoreError::not_found;
  };
  job.done = [exchange](const Result<service::AppendOutcome>& written) {
    const bool gone = written || written.error().code == service::StoreError::not_found;
    if (!gone) return exchange->fail(written.error());
    exchange->answer(Answer{204, {}, {}, {}});
  };
  api.writer.submit(std::move(job));
}

void resolve_session(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { resolve_now(api, exchange); });
}

void revoke_session(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { revoke_now(api, exchange); });
}

void get_key_set(Api& api, const ExchangePtr& exchange) {
  Answer answer{200, api.identity.tokens->key_set(), "application/jwk-set+json", {}};
  answer.headers.push_back({"Cache-Control", "public, max-age=" + std::to_string(service::kKeySetCacheTime.count())});
  exchange->answer(std::move(answer));
}

}  // namespace ratestack::http
