#include "native/service/identity/oidc_sign_in.hpp"

#include <algorithm>

#include "native/service/identity/identity_error.hpp"
#include "native/service/identity/identity_events.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/identity/oidc_authorization.hpp"

namespace ratestack::service {
namespace {

constexpr std::string_view kTransactionPurpose = "oidc transaction";
constexpr std::size_t kLinkIdCharacters = 32;

// Who says no at the provider has not tried anything, and a provider that is away has not been asked.
bool counts_as_try(const Error& error) { return error.code == IdentityError::provider_refused; }

Timestamp end_of(const OidcTransaction& transaction) {
  return Timestamp::from_micros(transaction.created_at().micros() +
                                std::chrono::microseconds(kOidcTransactionLifetime).count());
}

OidcOffer offer_of(const OidcClient& client) { return {client.rules().provider(), answers_by_post(client.rules())}; }

}  // namespace

std::string link_id(const OidcAccount& account) {
  return sha256(as_bytes(account.issuer + '\n' + account.subject)).to_hex().substr(0, kLinkIdCharacters);
}

std::vector<OidcOffer> OidcSignIn::offers() const {
  std::vector<OidcOffer> all;
  all.reserve(clients_.size());
  for (const auto& client : clients_) all.push_back(offer_of(*client));
  return all;
}

Result<OidcClient*> OidcSignIn::client_of(OidcProvider provider) const {
  const auto found = std::find_if(clients_.begin(), clients_.end(),
                                  [&](const auto& client) { return client->rules().provider() == provider; });
  if (found == clients_.end()) return IdentityError::unknown_provider;
  return found->get();
}

Result<OidcStarted> OidcSignIn::start(OidcProvider provider, OidcTransaction::Start start) const {
  const auto client = client_of(provider);
  if (!client) return client.error();
  const bool links = start.linked_user.has_value();
  const auto transaction =
      OidcTransaction::begin(client.value()->rules(), std::move(start), parts_.entropy, parts_.clock.now());
  if (!transaction) return transaction.error();
  const OidcAuthorizationOptions options{links ? account_prompt(client.value()->rules()) : OidcPrompt::unspecified, {}};
  auto url = client.value()->authorization_url(transaction.value(), options);
  if (!url) return url.error();
  return OidcStarted{
      std::move(url.value()),
      parts_.tickets.make(kTransactionPurpose, transaction.value().to_fields(), kOidcTransactionLifetime),
      offer_of(*client.value())};
}

// An answer with another state is no answer to this transaction, which stays good: a stranger cannot use it up.
Result<OidcSignIn::Opened> OidcSignIn::open(OidcProvider provider, const OidcAnswer& answer) const {
  const auto ticket = parts_.tickets.read(kTransactionPurpose, answer.transaction);
  if (!ticket) return ticket.error();
  auto transaction = OidcTransaction::from_fields(ticket.value().fields);
  if (!transaction || transaction.value().provider() != provider) return IdentityError::challenge_expired;
  auto callback = OidcCallback::parse(answer.form);
  if (!callback) return IdentityError::challenge_expired;
  if (!constant_time_equal(as_bytes(callback.value().state), as_bytes(transaction.value().state()))) {
    return IdentityError::challenge_expired;
  }
  return Opened{std::move(transaction.value()), std::move(callback.value())};
}

Result<void> OidcSignIn::spend(const OidcTransaction& transaction) const {
  Spent spent = Spent::before;
  auto written = parts_.store.transact([&](WriteTransaction& write) -> Result<void> {
    const auto outcome = write.identity().spend_token(transaction.state_hash(), end_of(transaction));
    if (!outcome) return outcome.error();
    spent = outcome.value();
    return {};
  });
  if (!written) return written;
  if (spent == Spent::before) return IdentityError::challenge_expired;
  return {};
}

Result<OidcProof> OidcSignIn::prove(OidcClient& client, const Opened& opened) const {
  if (auto spent = spend(opened.transaction); !spent) return spent.error();
  return client.complete(opened.transaction, opened.callback);
}

Result<User> OidcSignIn::user_of(const OidcIdentity& identity) const {
  const auto account = parts_.store.identity().find_oidc_account(identity.issuer, identity.subject);
  if (!account) return account.error();
  if (!account.value()) return IdentityError::account_not_linked;
  auto user = parts_.store.identity().find_user(account.value()->user_id);
  if (!user) return user.error();
  if (!user.value()) return IdentityError::account_not_linked;
  return std::move(*user.value());
}

GuardedTry OidcSignIn::try_of(const SignInContext& context, const OrgId& org) const {
  return {{parts_.limit_keys.network(context.client.ip)},
          sign_in_asker(org, context.correlation_id, parts_.clock.now(), context.request),
          {"user", "unknown", org}};
}

void OidcSignIn::sign_in(OidcProvider provider, const OidcAnswer& answer, const SignInContext& context,
                         const std::function<void(Result<OidcSignedIn>)>& done) const {
  const auto client = client_of(provider);
  if (!client) return done(client.error());
  const auto opened = open(provider, answer);
  if (!opened) return done(opened.error());
  if (opened.value().transaction.linked_user()) return done(IdentityError::challenge_expired);
  const auto platform = parts_.store.platform_org();
  if (!platform) return done(platform.error());
  if (!platform.value()) return done(IdentityError::account_not_linked);  // nobody can be here yet
  GuardedTry attempt = try_of(context, platform.value()->id);
  const auto reservation = parts_.guard.begin(attempt);
  if (!reservation) return done(reservation.error());
  const auto fail = [&](const Error& error, const std::string& reason) {
    parts_.guard.wrong(attempt, to_string(auth_method(provider)), reason,
                       [done, error](const Result<void>& written) { done(written ? error : written.error()); });
  };
  auto proof = prove(*client.value(), opened.value());
  if (proof || !counts_as_try(proof.error())) parts_.guard.withdraw(reservation.value());
  if (!proof) return fail(proof.error(), failure_reason(proof.error()));
  auto user = user_of(proof.value().identity);
  if (!user) return fail(user.error(), "account_not_linked");
  attempt.resource = {"user", user.value().id.text(), user.value().org_id};
  attempt.asker = try_of(context, user.value().org_id).asker;
  if (user.value().disabled_at) return fail(IdentityError::invalid_credentials, "disabled");
  const auto org = parts_.store.find_org(user.value().org_id);
  if (!org) return done(org.error());
  if (!org.value() || org.value()->disabled_at) return fail(IdentityError::invalid_credentials, "org_disabled");
  Upstream upstream{std::move(proof.value().id_token), std::move(proof.value().identity.session)};
  parts_.sign_in.proven(std::move(user.value()), {auth_method(provider), std::move(upstream)}, context,
                        [done, path = opened.value().transaction.return_path()](Result<SignInOutcome> outcome) {
                          if (!outcome) return done(outcome.error());
                          done(OidcSignedIn{std::move(outcome.value()), path});
                        });
}

Result<OidcLinked> OidcSignIn::link(OidcProvider provider, const OidcAnswer& answer, const User& user,
                                    const Asker& asker) const {
  const auto client = client_of(provider);
  if (!client) return client.error();
  const auto opened = open(provider, answer);
  if (!opened) return opened.error();
  const OidcTransaction& transaction = opened.value().transaction;
  if (transaction.linked_user() != user.id) return IdentityError::challenge_expired;
  auto proof = prove(*client.value(), opened.value());
  if (!proof) return proof.error();
  const OidcIdentity& identity = proof.value().identity;
  const auto present = parts_.store.identity().find_oidc_account(identity.issuer, identity.subject);
  if (!present) return present.error();
  if (present.value() && present.value()->user_id != user.id) return IdentityError::account_linked;
  if (present.value()) return OidcLinked{*present.value(), transaction.return_path()};
  OidcAccount account{identity.issuer, identity.subject, std::string(to_string(provider)),
                      user.org_id,     user.id,          asker.now};
  AppendJob job;
  job.events.push_back(to_event(asker, {kOidcLinked,
                                        "success",
                                        {{"provider", to_string(provider)}, {"link_id", link_id(account)}},
                                        {"user", user.id.text(), user.org_id}}));
  job.change = [&account](WriteTransaction& write) { return write.identity().insert_oidc_account(account); };
  const auto written = parts_.writer.submit_and_wait(std::move(job));
  if (!written && written.error().code == StoreError::conflict) return IdentityError::account_linked;
  if (!written) return written.error();
  return OidcLinked{std::move(account), transaction.return_path()};
}

Result<void> OidcSignIn::unlink(const User& user, std::string_view id, const Asker& asker) const {
  const auto accounts = parts_.store.identity().oidc_accounts(user.id);
  if (!accounts) return accounts.error();
  const auto& all = accounts.value();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const OidcAccount& account) { return link_id(account) == id; });
  if (found == all.end()) return StoreError::not_found;
  AppendJob job;
  job.events.push_back(to_event(asker, {kOidcUnlinked,
                                        "success",
                                        {{"provider", found->provider}, {"link_id", id}},
                                        {"user", user.id.text(), user.org_id}}));
  job.change = [&](WriteTransaction& write) -> Result<void> {
    const auto removed = write.identity().remove_oidc_account(user.id, found->issuer, found->subject);
    if (!removed) return removed.error();
    return removed.value() == Spent::now ? Result<void>() : StoreError::not_found;
  };
  const auto written = parts_.writer.submit_and_wait(std::move(job));
  return written ? Result<void>() : written.error();
}

}  // namespace ratestack::service
