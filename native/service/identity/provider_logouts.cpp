#include "native/service/identity/provider_logouts.hpp"

#include <algorithm>

#include "native/service/identity/identity_error.hpp"
#include "native/service/identity/identity_events.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack::service {
namespace {

/// How often it is looked again whose sessions there are, where they change between the look and the commit.
constexpr int kMostLooks = 5;

Timestamp later(Timestamp time, std::chrono::seconds by) {
  return Timestamp::from_micros(time.micros() + std::chrono::microseconds(by).count());
}

Digest token_hash(const OidcLogout& logout) {
  return sha256(as_bytes("logout token\n" + logout.issuer + '\n' + logout.token_id));
}

// Until no clock that we allow for takes it any more.
Timestamp token_end(const OidcLogout& logout) { return later(logout.expires_at, 2 * kJwtLeeway); }

AuditEvent ended_event(const SessionRecord& session, OidcProvider provider, const SignInContext& context,
                       Timestamp now) {
  const Asker asker = sign_in_asker(session.org_id, context.correlation_id, now, context.request);
  return to_event(asker, {kSessionRevoked,
                          "success",
                          {{"reason", "by_provider"}, {"provider", to_string(provider)}},
                          {"session", session.id.text(), session.org_id}});
}

bool same(const std::vector<SessionRecord>& seen, const std::vector<SessionId>& ended) {
  return std::equal(seen.begin(), seen.end(), ended.begin(), ended.end(),
                    [](const SessionRecord& session, const SessionId& id) { return session.id == id; });
}

}  // namespace

void ProviderLogouts::take(OidcProvider provider, std::string_view logout_token, const SignInContext& context,
                           const std::function<void(Result<void>)>& done) const {
  const auto client = providers_.client_of(provider);
  if (!client) return done(client.error());
  const auto logout = client.value()->verify_logout(logout_token);
  if (!logout) return refuse(provider, logout.error(), context, done);
  const auto ended = end(logout.value(), context);
  if (!ended && ended.error().code == IdentityError::logout_refused) {
    return refuse(provider, ended.error(), context, done);
  }
  done(ended);
}

// A good token costs no place: a provider may have many to send at one moment, and nobody guesses a signature. What is
// counted is how much a stranger can write into the log.
void ProviderLogouts::refuse(OidcProvider provider, const Error& why, const SignInContext& context,
                             const std::function<void(Result<void>)>& done) const {
  const auto platform = parts_.store.platform_org();
  if (!platform) return done(platform.error());
  const Error answer = why.code == IdentityError::provider_refused ? Error(IdentityError::logout_refused) : why;
  if (!platform.value()) return done(answer);  // no log to write to yet
  const OrgId& org = platform.value()->id;
  const GuardedTry attempt{{parts_.limit_keys.logout_tokens(context.client.ip)},
                           sign_in_asker(org, context.correlation_id, parts_.clock.now(), context.request),
                           {"user", "unknown", org},
                           {{"step", "backchannel_logout"}}};
  const auto place = parts_.guard.begin(attempt);
  if (!place) return done(place.error());
  const bool is_theirs = answer.code == IdentityError::logout_refused;
  if (!is_theirs) parts_.guard.withdraw(place.value());
  parts_.guard.wrong(attempt, to_string(auth_method(provider)), failure_reason(why),
                     [done, answer](const Result<void>& written) { done(written ? answer : written.error()); });
}

Result<void> ProviderLogouts::end(const OidcLogout& logout, const SignInContext& context) const {
  Result<void> ended = StoreError::busy;
  for (int looks = 0; looks < kMostLooks && !ended && ended.error().code == StoreError::busy; ++looks) {
    const auto sessions = parts_.store.identity().provider_sessions(logout, parts_.clock.now());
    if (!sessions) return sessions.error();
    ended = end_these(logout, sessions.value(), context);
  }
  return ended;
}

// Each session that ends has its row, and each row a session that ended: where others are there by now than were seen,
// nothing is done (busy).
Result<void> ProviderLogouts::end_these(const OidcLogout& logout, const std::vector<SessionRecord>& sessions,
                                        const SignInContext& context) const {
  const Timestamp now = parts_.clock.now();
  AppendJob job;
  job.events.reserve(sessions.size());
  for (const SessionRecord& session : sessions) {
    job.events.push_back(ended_event(session, logout.provider, context, now));
  }
  job.change = [&](WriteTransaction& write) -> Result<void> {
    const auto spent = write.identity().spend_token(token_hash(logout), token_end(logout));
    if (!spent) return spent.error();
    if (spent.value() == Spent::before) return Error(IdentityError::logout_refused, "replayed");
    const auto ended = write.identity().end_provider_sessions(logout, now, later(now, kProviderLogoutKept));
    if (!ended) return ended.error();
    return same(sessions, ended.value()) ? Result<void>() : StoreError::busy;
  };
  const auto written = parts_.writer.submit_and_wait(std::move(job));
  return written ? Result<void>() : written.error();
}

}  // namespace ratestack::service
