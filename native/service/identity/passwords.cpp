#include "native/service/identity/passwords.hpp"

#include <algorithm>

#include "native/service/identity/identity_error.hpp"
#include "native/service/identity/identity_events.hpp"
#include "ratestack/audit/platform_action.hpp"

namespace ratestack::service {
namespace {

std::string_view to_text(const SecretBytes& secret) { return as_text(secret.expose()); }

Timestamp before(Timestamp time, std::chrono::seconds by) {
  return Timestamp::from_micros(time.micros() - std::chrono::microseconds(by).count());
}

}  // namespace

Error weak_password(PasswordFlaw flaw) {
  return {IdentityError::weak_password, std::string(to_string(flaw)) + ": " + std::string(explain(flaw))};
}

Result<void> Passwords::judge(std::string_view password, const PasswordOwner& owner, Assurance reachable) const {
  PasswordRules rules = settings_.rules;
  if (reachable == Assurance::aal1)
    rules.min_characters = std::max(rules.min_characters, settings_.min_without_second_factor);
  if (const auto flaw = find_flaw(password, owner, rules)) return weak_password(*flaw);
  return {};
}

Result<void> Passwords::look_up(std::string_view password) const {
  if (settings_.is_breached && settings_.is_breached(password)) return weak_password(PasswordFlaw::breached);
  return {};
}

Result<std::string> Passwords::hash_first(const SecretBytes& password, const PasswordOwner& owner) const {
  if (auto fit = judge(to_text(password), owner, Assurance::aal1); !fit) return fit.error();
  if (auto unknown = look_up(to_text(password)); !unknown) return unknown.error();
  return hash_password(to_text(password), entropy_, settings_.bcrypt_cost);
}

Result<Passwords::Change> Passwords::prepare(const User& user, const SecretBytes& password,
                                             std::optional<SessionId> kept, Asker asker) const {
  const auto factor = store_.identity().find_totp(user.id);
  if (!factor) return factor.error();
  const bool two = factor.value() && factor.value()->confirmed_at;
  const auto fit = judge(to_text(password), {user.email, user.name}, two ? Assurance::aal2 : Assurance::aal1);
  if (!fit) return fit.error();
  auto used = store_.identity().used_passwords(user.id, before(asker.now, settings_.reuse.within), settings_.reuse.last,
                                               ReuseRules::kMaxCompared);
  if (!used) return used.error();
  // The present one counts as the last, whatever the rules say.
  used.value().insert(used.value().begin(), UsedPassword{user.password_hash, user.created_at, asker.now});
  return Change{user, std::move(used.value()), std::move(kept), std::move(asker)};
}

// The list's file, and one bcrypt for each earlier password: on the worker.
Result<AppendJob> Passwords::make_job(const Change& change, const SecretBytes& password) {
  if (auto unknown = look_up(to_text(password)); !unknown) return unknown.error();
  const bool reused = std::any_of(change.used.begin(), change.used.end(), [&](const UsedPassword& used) {
    return verify_password(to_text(password), used.password_hash, settings_.bcrypt_cost);
  });
  if (reused) return weak_password(PasswordFlaw::reused);
  auto hash = hash_password(to_text(password), entropy_, settings_.bcrypt_cost);
  if (!hash) return hash.error();
  AppendJob job;
  job.events.push_back(to_event(change.asker, {kPasswordChanged,
                                               "success",
                                               {{"sessions_ended", change.kept ? "others" : "all"}},
                                               {"user", change.user.id.text(), change.user.org_id}}));
  job.change = [id = change.user.id, kept = change.kept, now = change.asker.now, hash = std::move(hash.value()),
                reuse = settings_.reuse](WriteTransaction& transaction) -> Result<void> {
    IdentityWriter& identity = transaction.identity();
    if (auto done = identity.change_password(id, hash, now); !done) return done;
    if (auto done = identity.forget_passwords(id, before(now, reuse.within), reuse.last); !done) return done;
    const auto ended = identity.end_sessions(id, kept, now);
    return ended ? Result<void>() : ended.error();
  };
  return job;
}

void Passwords::change(const User& user, SecretBytes password, std::optional<SessionId> kept, Asker asker,
                       const Done& done) {
  auto prepared = prepare(user, password, std::move(kept), std::move(asker));
  if (!prepared) return done(prepared.error());
  auto secret = std::make_shared<SecretBytes>(std::move(password));
  auto change = std::make_shared<Change>(std::move(prepared.value()));
  const auto hash = [this, secret, change, done] {
    auto job = make_job(*change, *secret);
    if (!job) return done(job.error());
    job.value().done = [done](const Result<AppendOutcome>& written) {
      done(written ? Result<void>() : written.error());
    };
    writer_.submit(std::move(job.value()));
  };
  const auto too_late = [done] { done(Error(IdentityError::busy, "1")); };
  const auto busy_for = worker_.submit(hash, too_late);
  if (busy_for) done(Error(IdentityError::busy, std::to_string(busy_for->count())));
}

Result<void> Passwords::change_and_wait(const User& user, const SecretBytes& password, const Asker& asker) {
  const auto prepared = prepare(user, password, std::nullopt, asker);
  if (!prepared) return prepared.error();
  auto job = make_job(prepared.value(), password);
  if (!job) return job.error();
  const auto written = writer_.submit_and_wait(std::move(job.value()));
  return written ? Result<void>() : written.error();
}

}  // namespace ratestack::service
