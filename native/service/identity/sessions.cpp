#include "native/service/identity/sessions.hpp"

#include <algorithm>

#include "native/service/identity/identity_error.hpp"
#include "native/service/new_id.hpp"

namespace ratestack::service {
namespace {

Timestamp later(Timestamp time, std::chrono::seconds by) {
  return Timestamp::from_micros(time.micros() + std::chrono::microseconds(by).count());
}

// A use is worth a note once it is this much later than the one on record: a busy session is written twice a minute.
constexpr std::int64_t kNoteAfterMicros = 30'000'000;

}  // namespace

SessionEnds ends_of(const SessionRecord& session, const SessionRules& rules) {
  return {std::min(later(session.seen_at, rules.idle), session.expires_at), session.expires_at};
}

Result<void> judge_session(const SessionSubject& subject, const SessionRules& rules, Timestamp now) {
  if (subject.session.revoked_at || subject.user_disabled_at) return IdentityError::session_revoked;
  if (now >= ends_of(subject.session, rules).idle) return IdentityError::session_expired;
  return {};
}

Sessions::Sessions(Store& store, const Clock& clock, Entropy& entropy, SessionRules rules)
    : store_(store), clock_(clock), entropy_(entropy), rules_(rules) {}

NewSession Sessions::prepare(const User& user, AuthMethods methods, const ClientInfo& client) {
  const Timestamp now = clock_.now();
  auto token = SessionToken::make(entropy_);
  SessionRecord record{
      new_id<SessionId>(now, entropy_), user.org_id,  user.id,   token.hash(),     methods, now, now, now,
      later(now, rules_.absolute),      std::nullopt, client.ip, client.user_agent};
  return {std::move(record), std::move(token)};
}

Result<SessionSubject> Sessions::judged(Result<std::optional<SessionSubject>> found) {
  if (!found) return found.error();
  if (!found.value()) return IdentityError::unknown_session;
  SessionSubject subject = std::move(*found.value());
  if (const auto noted = uses_.noted(subject.session.id)) {
    subject.session.seen_at = std::max(subject.session.seen_at, *noted);
  }
  if (auto fit = judge_session(subject, rules_, clock_.now()); !fit) return fit.error();
  return subject;
}

Result<SessionSubject> Sessions::used(Result<SessionSubject> judged) {
  if (!judged) return judged;
  SessionRecord& session = judged.value().session;
  const Timestamp now = clock_.now();
  if (now.micros() - session.seen_at.micros() >= kNoteAfterMicros) uses_.note(session.id, now);
  session.seen_at = std::max(session.seen_at, now);
  return judged;
}

Result<SessionSubject> Sessions::use(const SessionToken& token) { return used(look_up(token)); }

Result<SessionSubject> Sessions::use(const SessionId& id) { return used(judged(store_.identity().find_session(id))); }

Result<SessionSubject> Sessions::look_up(const SessionToken& token) {
  return judged(store_.identity().find_session(token.hash()));
}

}  // namespace ratestack::service
