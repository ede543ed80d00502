// /v1/me: a person and their sessions, password and second factors.
#include "native/http/asker_of.hpp"
#include "native/http/body_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/page.hpp"
#include "native/http/person_of.hpp"
#include "native/http/request_info.hpp"
#include "native/http/sign_in_body.hpp"
#include "native/service/identity/identity_error.hpp"
#include "native/service/identity/identity_events.hpp"
#include "ratestack/audit/platform_action.hpp"

namespace ratestack::http {
namespace {

using service::IdentityError;
using service::SessionFacts;

constexpr std::size_t kMaxCode = 16;

JsonObject factors_json(const service::FactorStatus& status) {
  return {{"totp", JsonObject{{"enrolled_at", time_or_null(status.totp_confirmed_at)}}},
          {"recovery_codes_left", static_cast<std::int64_t>(status.recovery_codes_left)}};
}

void me_now(Api& api, const ExchangePtr& exchange) {
  const auto subject = api.store.identity().find_session(session_of(*exchange).id);
  if (!subject) return exchange->fail(subject.error());
  if (!subject.value()) return exchange->fail(IdentityError::unknown_session);
  const auto grants = api.store.authorization().live_grants(session_of(*exchange).user_id, api.clock.now());
  if (!grants) return exchange->fail(grants.error());
  const auto factors = api.identity.factors.status(session_of(*exchange).user_id);
  if (!factors) return exchange->fail(factors.error());
  const service::SessionRecord& session = subject.value()->session;
  exchange->answer(json_answer(
      200, to_text({{"user", user_json(session.user_id, session.org_id, subject.value()->email, subject.value()->name)},
                    {"org_roles", org_roles_json(*subject.value(), grants.value())},
                    {"permissions", capabilities_json(exchange->principal().capabilities)},
                    {"session", session_json(session, api.identity.sessions.rules())},
                    {"second_factors", factors_json(factors.value())}})));
}

void sessions_now(Api& api, const ExchangePtr& exchange) {
  const auto page = asked_page(*exchange);
  if (!page) return exchange->fail(page.error());
  const SessionFacts& facts = session_of(*exchange);
  const auto sessions =
      api.store.identity().list_sessions(facts.user_id, api.clock.now(), page.value().after, page.value().wanted());
  if (!sessions) return exchange->fail(sessions.error());
  const auto show = [&](const service::SessionRecord& session) {
    JsonObject item = session_json(session, api.identity.sessions.rules());
    item["current"] = session.id == facts.id;
    return item;
  };
  exchange->answer(
      json_answer(200, page_body(sessions.value(), page.value(), show,
                                 [](const service::SessionRecord& session) { return session.id.view(); })));
}

void delete_session_now(Api& api, const ExchangePtr& exchange) {
  const auto id = SessionId::parse(exchange->path_parameter("id"));
  if (!id) return exchange->fail(Error(HttpError::no_such_resource));
  const auto found = api.store.identity().find_session(id.value());
  if (!found) return exchange->fail(found.error());
  const bool theirs = found.value() && found.value()->session.user_id == session_of(*exchange).user_id;
  if (!theirs || found.value()->session.revoked_at) return exchange->fail(Error(HttpError::no_such_resource));
  end_session(api, exchange, found.value()->session, "by_owner");
}

/// Ends every other session; answers how many.
void delete_others_now(Api& api, const ExchangePtr& exchange) {
  const SessionFacts facts = session_of(*exchange);
  const service::Asker asker = asker_of(*exchange, api.clock.now());
  auto ended = std::make_shared<std::size_t>(0);
  service::AppendJob job;
  job.events.push_back(service::to_event(
      asker,
      {kSessionRevoked, "success", {{"reason", "others_by_owner"}}, {"user", facts.user_id.text(), asker.org_id}}));
  job.change = [facts, ended, now = asker.now](service::WriteTransaction& transaction) -> Result<void> {
    const auto ids = transaction.identity().end_sessions(facts.user_id, facts.id, now);
    if (!ids) return ids.error();
    *ended = ids.value().size();
    return {};
  };
  job.done = [exchange, ended](const Result<service::AppendOutcome>& written) {
    if (!written) return exchange->fail(written.error());
    exchange->answer(json_answer(200, to_text({{"ended", static_cast<std::int64_t>(*ended)}})));
  };
  api.writer.submit(std::move(job));
}

service::SignInContext context_of(const Exchange& exchange) {
  return {{exchange.request().client_ip, {}}, {}, exchange.correlation_id(), request_info(exchange.request())};
}

void password_now(Api& api, const ExchangePtr& exchange) {
  const auto body = Body::read(*exchange, {"current_password", "new_password"});
  exchange->wipe_body();
  if (!body) return exchange->fail(body.error());
  auto current = read_secret(body.value().fields(), "current_password", service::kMaxPasswordBytes);
  if (!current) return exchange->fail(current.error());
  auto wanted = read_secret(body.value().fields(), "new_password", service::kMaxPasswordBytes);
  if (!wanted) return exchange->fail(wanted.error());
  const auto user = person_of(api, *exchange);
  if (!user) return exchange->fail(user.error());
  auto next = std::make_shared<SecretBytes>(std::move(wanted.value()));
  const auto then = [&api, exchange, next, user = user.value()](const Result<void>& right) {
    if (!right && right.error().code == IdentityError::invalid_credentials) {
      return exchange->fail(IdentityError::wrong_password);
    }
    if (!right) return exchange->fail(right.error());
    api.identity.passwords.change(user, std::move(*next), session_of(*exchange).id,
                                  asker_of(*exchange, api.clock.now()), [exchange](const Result<void>& changed) {
                                    if (!changed) return exchange->fail(changed.error());
                                    exchange->answer(Answer{204, {}, {}, {}});
                                  });
  };
  api.identity.sign_in.check_password(user.value(), std::move(current.value()), context_of(*exchange), then);
}

std::string codes_body(const std::vector<std::string>& codes) {
  JsonArray list;
  for (const std::string& code : codes) list.emplace_back(code);
  return to_text({{"recovery_codes", std::move(list)}});
}

void enrol_now(Api& api, const ExchangePtr& exchange) {
  const auto user = person_of(api, *exchange);
  if (!user) return exchange->fail(user.error());
  const auto made = api.identity.factors.enrol(user.value(), asker_of(*exchange, api.clock.now()));
  if (!made) return exchange->fail(made.error());
  exchange->answer(json_answer(201, to_text({{"uri", made.value().uri}, {"secret", made.value().secret}})));
}

void confirm_now(Api& api, const ExchangePtr& exchange) {
  const auto body = Body::read(*exchange, {"code"});
  if (!body) return exchange->fail(body.error());
  const auto code = read_text(body.value().fields(), "code", kMaxCode);
  if (!code) return exchange->fail(code.error());
  const auto user = person_of(api, *exchange);
  if (!user) return exchange->fail(user.error());
  const auto codes = api.identity.factors.confirm(user.value(), code.value(), asker_of(*exchange, api.clock.now()));
  if (!codes) return exchange->fail(codes.error());
  exchange->answer(json_answer(200, codes_body(codes.value())));
}

void renew_codes_now(Api& api, const ExchangePtr& exchange) {
  const auto user = person_of(api, *exchange);
  if (!user) return exchange->fail(user.error());
  const auto codes = api.identity.factors.renew_recovery_codes(user.value(), asker_of(*exchange, api.clock.now()));
  if (!codes) return exchange->fail(codes.error());
  exchange->answer(json_answer(200, codes_body(codes.value())));
}

void remove_factor_now(Api& api, const ExchangePtr& exchange) {
  const auto user = person_of(api, *exchange);
  if (!user) return exchange->fail(user.error());
  const auto removed = api.identity.factors.remove(user.value(), asker_of(*exchange, api.clock.now()));
  if (!removed) return exchange->fail(removed.error());
  exchange->answer(Answer{204, {}, {}, {}});
}

}  // namespace

void get_me(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { me_now(api, exchange); });
}
void list_my_sessions(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { sessions_now(api, exchange); });
}
void delete_my_session(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { delete_session_now(api, exchange); });
}
void delete_my_other_sessions(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { delete_others_now(api, exchange); });
}
void change_my_password(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { password_now(api, exchange); });
}
void enrol_my_totp(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { enrol_now(api, exchange); });
}
void confirm_my_totp(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { confirm_now(api, exchange); });
}
void renew_my_recovery_codes(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { renew_codes_now(api, exchange); });
}
void remove_my_totp(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { remove_factor_now(api, exchange); });
}

}  // namespace ratestack::http
