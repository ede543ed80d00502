#include "native/service/identity/sign_in.hpp"

#include "native/service/authorization/authorization_records.hpp"
#include "native/service/identity/identity_error.hpp"
#include "native/service/lower_case.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack::service {
namespace {

constexpr std::string_view kChallengePurpose = "second factor";
constexpr std::string_view kPasswordSetAt = "password_set_at";

Resource resource_of(const User& user) { return {"user", user.id.text(), user.org_id}; }
Resource resource_of(const SessionRecord& session) { return {"session", session.id.text(), session.org_id}; }

std::string_view to_text(const SecretBytes& secret) { return as_text(secret.expose()); }

// Names the very password that was proven: a change meanwhile moves it, a better hash of the same password does not.
Timestamp password_version(const User& user) { return user.password_set_at.value_or(user.created_at); }

JsonObject proof(AuthMethods methods) {
  return {{"acr", to_string(methods.assurance())}, {"methods", methods.names()}};
}

}  // namespace

/// A password on its way through the worker.
struct SignIn::PasswordTry {
  std::optional<User> user;  // absent: nobody of that address
  SecretBytes password;
  GuardedTry guarded;
  Reservation reservation;
  std::function<void(Result<void>)> done;
  Standing org = Standing::active;  // of the user's organisation
};

Asker SignIn::asker_for(const User& user, const SignInContext& context) const {
  return user_asker(user.id, user.org_id, context.correlation_id, parts_.clock.now(), context.request);
}

// The device's own id, where the browser has signed in to this very account before; empty otherwise.
std::string SignIn::device_of(const std::optional<User>& user, const SignInContext& context) const {
  if (!user || context.device.empty()) return {};
  const auto known = parts_.devices.check(context.device, user->id, parts_.clock.now());
  return known ? base64url_encode(known.value().id) : std::string();
}

GuardedTry SignIn::password_try(const std::optional<User>& user, const std::string& email, const SignInContext& context,
                                const OrgId& org) const {
  const std::string device = device_of(user, context);
  const LimitKey account =
      device.empty() ? parts_.limit_keys.account(email) : parts_.limit_keys.device(user.value().id, device);
  return {{account, parts_.limit_keys.network(context.client.ip)},
          sign_in_asker(org, context.correlation_id, parts_.clock.now(), context.request),
          user ? resource_of(*user) : Resource{"user", "unknown", org}};
}

GuardedTry SignIn::code_try(const User& user, const SignInContext& context) const {
  return {{parts_.limit_keys.second_factor(user.id), parts_.limit_keys.network(context.client.ip)},
          sign_in_asker(user.org_id, context.correlation_id, parts_.clock.now(), context.request),
          resource_of(user)};
}

void SignIn::with_password(std::string email, SecretBytes password, const SignInContext& context,
                           const SignInDone& done) {
  email = lower_case(std::move(email));
  auto user = parts_.store.identity().find_user_by_email(email);
  if (!user) return done(user.error());
  // Read whether or not it is needed: an unknown account must not be one reading quicker.
  const auto platform = parts_.store.platform_org();
  if (!platform) return done(platform.error());
  if (!platform.value()) return done(IdentityError::invalid_credentials);  // nobody can be here yet
  const OrgId org_id = user.value() ? user.value()->org_id : platform.value()->id;
  const auto org = parts_.store.find_org(org_id);
  if (!org) return done(org.error());
  const Standing standing = org.value() ? standing_at(org.value()->disabled_at) : Standing::disabled;
  auto attempt = std::make_shared<PasswordTry>(PasswordTry{
      user.value(), std::move(password), password_try(user.value(), email, context, org_id), {}, {}, standing});
  auto reservation = parts_.guard.begin(attempt->guarded);
  if (!reservation) return done(reservation.error());
  attempt->reservation = std::move(reservation.value());
  attempt->done = [this, attempt_user = user.value(), context, done](const Result<void>& right) {
    if (!right) return done(right.error());
    proven(attempt_user.value(), {AuthMethod::password}, context, done);
  };
  verify(attempt);
}

void SignIn::check_password(const User& user, SecretBytes password, const SignInContext& context,
                            const std::function<void(Result<void>)>& done) {
  auto attempt = std::make_shared<PasswordTry>(
      PasswordTry{user, std::move(password), password_try(user, user.email, context, user.org_id), {}, done});
  auto reservation = parts_.guard.begin(attempt->guarded);
  if (!reservation) return done(reservation.error());
  attempt->reservation = std::move(reservation.value());
  verify(attempt);
}

void SignIn::verify(const std::shared_ptr<PasswordTry>& attempt) {
  const auto turn_away = [this, attempt](std::chrono::seconds until) {
    parts_.guard.withdraw(attempt->reservation);
    attempt->done(Error(IdentityError::busy, std::to_string(until.count())));
  };
  const auto busy_for = parts_.worker.submit([this, attempt] { judge_password(attempt); },
                                             [turn_away] { turn_away(std::chrono::seconds(1)); });
  if (busy_for) turn_away(*busy_for);
}

void SignIn::judge_password(const std::shared_ptr<PasswordTry>& attempt) {
  const auto& user = attempt->user;
  const bool right = verify_password(to_text(attempt->password), user ? user->password_hash : std::string(kNoPassword),
                                     parts_.bcrypt_cost);
  if (right && !user->disabled_at && attempt->org == Standing::active) {
    parts_.guard.right(attempt->reservation);
    if (needs_upgrade(user->password_hash, parts_.bcrypt_cost)) {
      const auto better = hash_password(to_text(attempt->password), parts_.entropy, parts_.bcrypt_cost);
      // A better hash of the same password: one that cannot be written now is made at the next sign-in.
      if (better) {
        static_cast<void>(parts_.store.transact([&](WriteTransaction& transaction) -> Result<void> {
          const auto done = transaction.identity().upgrade_password(user->id, user->password_hash, better.value());
          return done ? Result<void>() : done.error();
        }));
      }
    }
    return attempt->done({});
  }
  const std::string_view closed = attempt->org == Standing::disabled ? "org_disabled" : "disabled";
  const std::string_view reason = !user ? "unknown_account" : (right ? closed : "wrong_password");
  parts_.guard.wrong(attempt->guarded, to_string(AuthMethod::password), reason,
                     [done = attempt->done](const Result<void>& written) {
                       done(written ? Error(IdentityError::invalid_credentials) : written.error());
                     });
}

void SignIn::proven(User user, FirstFactor first, const SignInContext& context, const SignInDone& done) {
  const auto status = parts_.factors.status(user.id);
  if (!status) return done(status.error());
  first.upstream = std::move(first.upstream).bounded();
  if (!status.value().totp_confirmed_at) {
    return finish(std::move(user), AuthMethods().with(first.method), context, done, {}, std::move(first.upstream));
  }
  JsonObject fields{{"user", user.id.view()},
                    {"method", to_string(first.method)},
                    {kPasswordSetAt, password_version(user).to_text()}};
  first.upstream.add_to(fields);
  FactorNeeded needed{parts_.tickets.make(kChallengePurpose, std::move(fields), kChallengeLifetime),
                      {AuthMethod::totp}};
  if (status.value().recovery_codes_left != 0) needed.methods.push_back(AuthMethod::recovery_code);
  done(SignInOutcome(std::move(needed)));
}

void SignIn::with_code(std::string_view challenge, AuthMethod method, std::string_view code,
                       const SignInContext& context, const SignInDone& done) {
  const auto ticket = parts_.tickets.read(kChallengePurpose, challenge);
  if (!ticket) return done(ticket.error());
  const auto id = UserId::parse(ticket.value().text("user"));
  const auto first = parse_auth_method(ticket.value().text("method"));
  const auto password_set_at = Timestamp::parse_canonical(ticket.value().text(kPasswordSetAt));
  if (!id || !first || !password_set_at) return done(IdentityError::challenge_expired);
  auto user = parts_.store.identity().find_user(id.value());
  if (!user) return done(user.error());
  if (!user.value() || user.value()->disabled_at) return done(IdentityError::invalid_credentials);
  User& person = *user.value();
  person.password_set_at = password_set_at.value();  // of the password that was proven, whatever it is by now
  const auto spend = [hash = ticket.value().hash,
                      until = ticket.value().expires_at](WriteTransaction& transaction) -> Result<void> {
    const auto spent = transaction.identity().spend_token(hash, until);
    if (!spent) return spent.error();
    if (spent.value() == Spent::before) return IdentityError::challenge_expired;
    return {};
  };
  check_code(person, method, code, context, done, [&] {
    finish(person, AuthMethods().with(first.value()).with(method), context, done, spend, Upstream::of(ticket.value()));
  });
}

void SignIn::check_code(const User& user, AuthMethod method, std::string_view code, const SignInContext& context,
                        const SignInDone& done, const std::function<void()>& go_on) {
  const GuardedTry attempt = code_try(user, context);
  const auto reservation = parts_.guard.begin(attempt);
  if (!reservation) return done(reservation.error());
  const auto right = parts_.factors.spend(user.id, method, code, asker_for(user, context));
  if (!right) return done(right.error());
  if (right.value()) {
    parts_.guard.right(reservation.value());
    return go_on();
  }
  parts_.guard.wrong(attempt, to_string(method), "wrong_code", [done](const Result<void>& written) {
    done(written ? Error(IdentityError::invalid_credentials) : written.error());
  });
}

void SignIn::finish(User user, AuthMethods methods, const SignInContext& context, const SignInDone& done,
                    SignInChange change, Upstream upstream) {
  auto made = std::make_shared<NewSession>(parts_.sessions.prepare(user, methods, context.client));
  const Asker asker = asker_for(user, context);
  AppendJob job;
  job.events.push_back(to_event(asker, {kLoginSucceeded, "success", proof(methods), resource_of(user)}));
  job.events.push_back(to_event(asker, {kSessionCreated, "success", proof(methods), resource_of(made->record)}));
  std::optional<Timestamp> proven_password;
  if (methods.contains(AuthMethod::password)) proven_password = password_version(user);
  job.change = [this, made, proven_password, change = std::move(change),
                upstream = std::move(upstream)](WriteTransaction& transaction) -> Result<void> {
    if (change) {
      if (auto changed = change(transaction); !changed) return changed;
    }
    auto inserted = transaction.identity().insert_session(made->record, proven_password);
    return inserted ? keep_upstream(transaction, parts_.encryptor, made->record, upstream) : inserted;
  };
  std::string device = parts_.devices.make(user.id, asker.now, parts_.entropy);
  job.done = [made, user = std::move(user), device = std::move(device), done](const Result<AppendOutcome>& written) {
    // The user was disabled, the password changed, or the provider's session ended in the meantime.
    if (!written && written.error().code == StoreError::not_found) return done(IdentityError::invalid_credentials);
    if (!written) return done(written.error());
    done(SignInOutcome(SignedIn{user, made->record, std::move(made->token), device}));
  };
  parts_.writer.submit(std::move(job));
}

Result<SignIn::Holder> SignIn::holder_of(const SessionToken& token) const {
  auto subject = parts_.sessions.look_up(token);
  if (!subject) return subject.error();
  auto user = parts_.store.identity().find_user(subject.value().session.user_id);
  if (!user) return user.error();
  if (!user.value()) return IdentityError::unknown_session;
  return Holder{std::move(*user.value()), std::move(subject.value().session)};
}

void SignIn::step_up_with_password(const SessionToken& token, SecretBytes password, const SignInContext& context,
                                   const SignInDone& done) {
  auto holder = holder_of(token);
  if (!holder) return done(holder.error());
  check_password(holder.value().user, std::move(password), context,
                 [this, holder = holder.value(), context, done](const Result<void>& right) {
                   if (!right) return done(right.error());
                   renew(holder, AuthMethods().with(AuthMethod::password), context, done);
                 });
}

void SignIn::step_up_with_code(const SessionToken& token, AuthMethod method, std::string_view code,
                               const SignInContext& context, const SignInDone& done) {
  const auto holder = holder_of(token);
  if (!holder) return done(holder.error());
  check_code(holder.value().user, method, code, context, done,
             [&] { renew(holder.value(), AuthMethods().with(method), context, done); });
}

// Proven again: what was proven before still counts, the time is now, and whoever copied the old token has nothing.
void SignIn::renew(const Holder& holder, AuthMethods proven, const SignInContext& context, const SignInDone& done,
                   SignInChange change) {
  const Asker asker = asker_for(holder.user, context);
  SessionRecord session = holder.session;
  auto token = std::make_shared<SessionToken>(SessionToken::make(parts_.entropy));
  session.methods = AuthMethods::parse(session.methods.names() + ' ' + proven.names());
  session.authenticated_at = asker.now;
  session.seen_at = asker.now;
  AppendJob job;
  job.events.push_back(to_event(asker, {kSessionSteppedUp, "success", proof(session.methods), resource_of(session)}));
  job.change = [session, hash = token->hash(), change = std::move(change)](WriteTransaction& transaction) {
    auto changed = change ? change(transaction) : Result<void>();
    return changed ? transaction.identity().renew_session(session, hash) : changed;
  };
  job.done = [token, session, user = holder.user, done](const Result<AppendOutcome>& written) {
    // It ended, or was renewed, in the meantime.
    if (!written && written.error().code == StoreError::not_found) return done(IdentityError::unknown_session);
    if (!written) return done(written.error());
    SessionRecord renewed = session;
    renewed.token_hash = token->hash();
    done(SignInOutcome(SignedIn{user, std::move(renewed), std::move(*token), {}}));
  };
  parts_.writer.submit(std::move(job));
}

}  // namespace ratestack::service
