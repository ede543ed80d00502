#include "native/service/identity/passkeys.hpp"

#include "native/service/identity/es256.hpp"
#include "native/service/identity/identity_error.hpp"
#include "native/service/new_id.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack::service {
namespace {

constexpr std::string_view kRegistration = "passkey registration", kSignIn = "passkey sign-in",
                           kStepUp = "passkey step-up";
constexpr const char *kChallenge = "challenge", *kUser = "user", *kSession = "session";
constexpr const char *kDisabled = "disabled", *kOvertaken = "overtaken";

// The browser waits for the user as long as the options say; then the answer has its way to go.
constexpr auto kLifetime =
    std::chrono::duration_cast<std::chrono::seconds>(kCeremonyTimeout) + std::chrono::seconds(60);

Resource resource_of(const User& user) { return {"user", user.id.text(), user.org_id}; }
Resource resource_of(const PasskeyId& id, const Asker& asker) { return {"passkey", id.text(), asker.org_id}; }

bool is_webauthn(const Error& error) {
  return error.code.category() == make_error_code(WebAuthnError::wrong_user).category();
}

/// Whether whoever tried is to blame, and not we.
bool is_refusal(const Error& error) {
  return is_webauthn(error) || error.code == IdentityError::challenge_expired ||
         error.code == IdentityError::invalid_credentials;
}

/// For the audit row. That the user is disabled is found where the session is made, and said without a context.
std::string reason_of(const Error& error) {
  if (error.code != IdentityError::invalid_credentials) return error.code.message();
  return error.context.empty() ? kDisabled : error.context;
}

Result<void> spend(WriteTransaction& transaction, const Digest& ticket, Timestamp expires_at) {
  const auto spent = transaction.identity().spend_token(ticket, expires_at);
  if (!spent) return spent.error();
  if (spent.value() == Spent::before) return IdentityError::challenge_expired;
  return {};
}

std::string point_text(const P256Point& point) {
  std::vector<std::uint8_t> bytes(point.x.begin(), point.x.end());
  bytes.insert(bytes.end(), point.y.begin(), point.y.end());
  return base64url_encode(bytes);
}

Result<Es256Verifier> verifier_of(const Passkey& passkey) {
  const auto bytes = base64url_decode(passkey.public_key);
  P256Point point;
  if (!bytes || bytes.value().size() != 2 * kP256Bytes) return Error(StoreError::corrupt, "unreadable key in passkeys");
  std::copy_n(bytes.value().begin(), kP256Bytes, point.x.begin());
  std::copy_n(bytes.value().begin() + kP256Bytes, kP256Bytes, point.y.begin());
  return Es256Verifier::of(point);
}

std::vector<std::string> ids_of(const std::vector<Passkey>& passkeys) {
  std::vector<std::string> ids;
  ids.reserve(passkeys.size());
  for (const Passkey& passkey : passkeys) ids.push_back(passkey.credential_id);
  return ids;
}

}  // namespace

Result<PasskeyStart> Passkeys::start(
    std::string_view purpose, JsonObject fields,
    const std::function<JsonObject(const RelyingParty&, const WebAuthnChallenge&)>& options) const {
  if (!parts_.relying_party) return IdentityError::passkeys_unavailable;
  const auto challenge = WebAuthnChallenge::make(parts_.entropy);
  fields[kChallenge] = challenge.text();
  return PasskeyStart{options(*parts_.relying_party, challenge),
                      parts_.tickets.make(purpose, std::move(fields), kLifetime)};
}

Result<Passkeys::Begun> Passkeys::read(std::string_view purpose, std::string_view transaction) const {
  if (!parts_.relying_party) return IdentityError::passkeys_unavailable;
  auto ticket = parts_.tickets.read(purpose, transaction);
  if (!ticket) return ticket.error();
  auto challenge = WebAuthnChallenge::parse(ticket.value().text(kChallenge));
  if (!challenge) return IdentityError::challenge_expired;
  return Begun{std::move(ticket.value()), std::move(challenge.value())};
}

Result<PasskeyStart> Passkeys::begin_registration(const User& user) const {
  const auto present = parts_.store.identity().passkeys(user.id);
  if (!present) return present.error();
  if (present.value().size() >= kMost) return IdentityError::too_many_passkeys;
  return start(kRegistration, {{kUser, user.id.view()}},
               [&](const RelyingParty& rp, const WebAuthnChallenge& challenge) {
                 return creation_options(rp, challenge, {user.id, user.email, user.name}, ids_of(present.value()));
               });
}

Result<Passkey> Passkeys::finish_registration(const User& user, std::string_view transaction,
                                              const RegistrationResponse& response, std::string name,
                                              const Asker& asker) const {
  auto enrolled = enrol(user, transaction, response, std::move(name), asker);
  if (enrolled) return enrolled;
  const Error& error = enrolled.error();
  const bool is_told =
      is_refusal(error) || error.code == IdentityError::too_many_passkeys || error.code == StoreError::conflict;
  if (!is_told) return error;
  AppendJob job;
  job.events.push_back(
      to_event(asker, {kPasskeyAdded, "failure", {{"reason", error.code.message()}}, resource_of(user)}));
  if (auto written = parts_.writer.submit_and_wait(std::move(job)); !written) return written.error();
  return is_refusal(error) ? Error(IdentityError::passkey_refused, error.code.message()) : error;
}

Result<Passkey> Passkeys::enrol(const User& user, std::string_view transaction, const RegistrationResponse& response,
                                std::string name, const Asker& asker) const {
  const auto begun = read(kRegistration, transaction);
  if (!begun) return begun.error();
  if (begun.value().ticket.text(kUser) != user.id.view()) return IdentityError::challenge_expired;
  const auto made = verify_registration(response, *parts_.relying_party, begun.value().challenge);
  if (!made) return made.error();
  if (!Es256Verifier::of(made.value().public_key)) return Error(WebAuthnError::unsupported_key, "not on the curve");
  Passkey passkey{new_id<PasskeyId>(asker.now, parts_.entropy),
                  user.org_id,
                  user.id,
                  made.value().credential_id,
                  point_text(made.value().public_key),
                  made.value().sign_count,
                  std::move(name),
                  asker.now,
                  std::nullopt,
                  made.value().backup_eligible};
  if (auto inserted = insert(passkey, begun.value().ticket, asker); !inserted) return inserted.error();
  return passkey;
}

Result<void> Passkeys::insert(const Passkey& passkey, const Ticket& ticket, const Asker& asker) const {
  AppendJob job;
  job.events.push_back(to_event(asker, {kPasskeyAdded,
                                        "success",
                                        {{"backup_eligible", passkey.backup_eligible.value_or(false)}},
                                        resource_of(passkey.id, asker)}));
  job.change = [&](WriteTransaction& transaction) -> Result<void> {
    if (auto spent = spend(transaction, ticket.hash, ticket.expires_at); !spent) return spent;
    const auto inserted = transaction.identity().insert_passkey(passkey, kMost);
    if (!inserted) return inserted.error();
    if (inserted.value() == Spent::before) return IdentityError::too_many_passkeys;
    return {};
  };
  auto written = parts_.writer.submit_and_wait(std::move(job));
  return written ? Result<void>() : written.error();
}

Result<void> Passkeys::remove(const UserId& user, const PasskeyId& id, const Asker& asker) const {
  AppendJob job;
  job.events.push_back(to_event(asker, {kPasskeyRemoved, "success", {}, resource_of(id, asker)}));
  job.change = [&](WriteTransaction& transaction) -> Result<void> {
    const auto removed = transaction.identity().remove_passkey(user, id);
    if (!removed) return removed.error();
    if (removed.value() == Spent::before) return StoreError::not_found;
    return {};
  };
  auto written = parts_.writer.submit_and_wait(std::move(job));
  return written ? Result<void>() : written.error();
}

Result<PasskeyStart> Passkeys::begin_sign_in() const {
  return start(kSignIn, {}, [](const RelyingParty& rp, const WebAuthnChallenge& challenge) {
    return request_options(rp, challenge, {});
  });
}

Result<PasskeyStart> Passkeys::begin_step_up(const SessionToken& token) const {
  const auto holder = parts_.sign_in.holder_of(token);
  if (!holder) return holder.error();
  const auto& [user, session] = holder.value();
  const auto present = parts_.store.identity().passkeys(user.id);
  if (!present) return present.error();
  if (present.value().empty()) return IdentityError::not_enrolled;
  return start(kStepUp, {{kUser, user.id.view()}, {kSession, session.id.view()}},
               [&](const RelyingParty& rp, const WebAuthnChallenge& challenge) {
                 return request_options(rp, challenge, ids_of(present.value()));
               });
}

// Counted by network alone: a signature is not to be guessed, and whoever brings none of the user's must not lock them
// out.
Result<Passkeys::Attempt> Passkeys::attempt(Begun begun, const AssertionResponse& response,
                                            std::optional<UserId> expected, const SignInContext& context) const {
  auto passkey = parts_.store.identity().find_passkey(response.credential_id);
  if (!passkey) return passkey.error();
  std::optional<User> owner;
  if (passkey.value()) {
    auto found = parts_.store.identity().find_user(passkey.value()->user_id);
    if (!found) return found.error();
    owner = std::move(found.value());
  }
  const auto platform = parts_.store.platform_org();
  if (!platform) return platform.error();
  if (!platform.value()) return IdentityError::invalid_credentials;  // nobody can be here yet
  const OrgId org = owner ? owner->org_id : platform.value()->id;
  GuardedTry guarded{{parts_.limit_keys.network(context.client.ip)},
                     sign_in_asker(org, context.correlation_id, parts_.clock.now(), context.request),
                     owner ? resource_of(*owner) : Resource{"user", "unknown", org}};
  if (passkey.value()) guarded.payload["passkey"] = passkey.value()->id.view();
  return Attempt{std::move(begun), std::move(passkey.value()), std::move(owner), std::move(expected),
                 std::move(guarded)};
}

// A used transaction is looked for first: of an authenticator that counts, what was sent twice would look like a clone.
Result<VerifiedAssertion> Passkeys::judge(const Attempt& attempt, const AssertionResponse& response) const {
  const auto spent = parts_.store.identity().is_spent(attempt.begun.ticket.hash);
  if (!spent) return spent.error();
  if (spent.value()) return IdentityError::challenge_expired;
  if (!attempt.passkey || !attempt.owner) return WebAuthnError::wrong_credential;
  const Passkey& passkey = *attempt.passkey;
  if (attempt.expected && *attempt.expected != passkey.user_id) return WebAuthnError::wrong_user;
  const auto verifier = verifier_of(passkey);
  if (!verifier) return verifier.error();
  return verify_assertion(
      response, {passkey.credential_id, passkey.user_id, verifier.value(), passkey.sign_count, passkey.backup_eligible},
      *parts_.relying_party, attempt.begun.challenge, attempt.expected ? UserKnown::yes : UserKnown::no);
}

void Passkeys::check(const Attempt& attempt, const AssertionResponse& response, const SignInDone& done,
                     const GoOn& go_on) const {
  const GuardedTry& guarded = attempt.guarded;
  const auto reservation = parts_.guard.begin(guarded);
  if (!reservation) return done(reservation.error());
  const auto verified = judge(attempt, response);
  if (!verified && is_refusal(verified.error())) return refuse(guarded, verified.error(), done);
  parts_.guard.right(reservation.value());  // or not looked at after all
  if (!verified) return done(verified.error());
  const auto told = [this, guarded, done](Result<SignInOutcome> outcome) {
    if (!outcome && is_refusal(outcome.error())) return refuse(guarded, outcome.error(), done);
    done(std::move(outcome));
  };
  go_on(told,
        [id = attempt.passkey->id, hash = attempt.begun.ticket.hash, until = attempt.begun.ticket.expires_at,
         count = verified.value().sign_count, now = guarded.asker.now](WriteTransaction& transaction) -> Result<void> {
          if (auto spent = spend(transaction, hash, until); !spent) return spent;
          const auto used = transaction.identity().use_passkey(id, count, now);
          if (!used) return used.error();
          // Removed, or used with a higher count, since it was read.
          if (used.value() == Spent::before) return Error(IdentityError::invalid_credentials, kOvertaken);
          return {};
        });
}

void Passkeys::refuse(const GuardedTry& guarded, const Error& error, const SignInDone& done) const {
  const bool expired = error.code == IdentityError::challenge_expired;
  parts_.guard.wrong(guarded, to_string(AuthMethod::passkey), reason_of(error),
                     [done, expired](const Result<void>& written) {
                       if (!written) return done(written.error());
                       done(expired ? IdentityError::challenge_expired : IdentityError::invalid_credentials);
                     });
}

void Passkeys::sign_in(std::string_view transaction, const AssertionResponse& response, const SignInContext& context,
                       const SignInDone& done) const {
  auto begun = read(kSignIn, transaction);
  if (!begun) return done(begun.error());
  const auto tried = attempt(std::move(begun.value()), response, std::nullopt, context);
  if (!tried) return done(tried.error());
  check(tried.value(), response, done, [&](const SignInDone& told, SignInChange change) {
    parts_.sign_in.finish(*tried.value().owner, AuthMethods().with(AuthMethod::passkey), context, told,
                          std::move(change));
  });
}

void Passkeys::step_up(const SessionToken& token, std::string_view transaction, const AssertionResponse& response,
                       const SignInContext& context, const SignInDone& done) const {
  const auto holder = parts_.sign_in.holder_of(token);
  if (!holder) return done(holder.error());
  const auto& [user, session] = holder.value();
  auto begun = read(kStepUp, transaction);
  if (!begun) return done(begun.error());
  const Ticket& ticket = begun.value().ticket;
  const bool is_theirs = ticket.text(kUser) == user.id.view() && ticket.text(kSession) == session.id.view();
  if (!is_theirs) return done(IdentityError::challenge_expired);
  const auto tried = attempt(std::move(begun.value()), response, user.id, context);
  if (!tried) return done(tried.error());
  check(tried.value(), response, done, [&](const SignInDone& told, SignInChange change) {
    parts_.sign_in.renew(holder.value(), AuthMethods().with(AuthMethod::passkey), context, told, std::move(change));
  });
}

}  // namespace ratestack::service
