#include "native/service/identity/second_factor.hpp"

#include "native/service/identity/identity_error.hpp"
#include "native/service/identity/identity_events.hpp"
#include "native/service/new_id.hpp"
#include "native/service/secrets/sealed_values.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/identity/recovery_code.hpp"

namespace ratestack::service {
namespace {

constexpr std::string_view kIssuer = "RateStack";
Resource resource_of(const UserId& user, const Asker& asker) { return {"user", user.text(), asker.org_id}; }

std::vector<Digest> hashes_of(const UserId& user, const std::vector<std::string>& codes) {
  std::vector<Digest> hashes;
  hashes.reserve(codes.size());
  for (const std::string& code : codes) hashes.push_back(recovery_code_hash(user, code).value());
  return hashes;
}

}  // namespace

Result<void> SecondFactors::write(std::function<Result<void>(WriteTransaction&)> change, std::string_view action,
                                  const UserId& user, const Asker& asker) const {
  AppendJob job;
  job.events.push_back(to_event(asker, {action, "success", {}, resource_of(user, asker)}));
  job.change = std::move(change);
  const auto written = writer_.submit_and_wait(std::move(job));
  if (!written) return written.error();
  return {};
}

Result<FactorStatus> SecondFactors::status(const UserId& user) const {
  const auto factor = store_.identity().find_totp(user);
  if (!factor) return factor.error();
  const auto left = store_.identity().count_recovery_codes(user);
  if (!left) return left.error();
  return FactorStatus{factor.value() ? factor.value()->confirmed_at : std::nullopt, left.value()};
}

// Not recorded: an enrolment counts when it is confirmed.
Result<NewTotp> SecondFactors::enrol(const User& user, const Asker& asker) const {
  const auto present = status(user.id);
  if (!present) return present.error();
  if (present.value().totp_confirmed_at) return IdentityError::already_enrolled;
  const SecretBytes secret = make_totp_secret(entropy_);
  TotpFactor factor{new_id<FactorId>(asker.now, entropy_), user.org_id, user.id, {}, asker.now};
  const auto place = place_of(kTotpSecrets, user.org_id.view(), factor.id.view());
  if (!place) return place.error();
  auto stored = store_.transact([&](WriteTransaction& transaction) -> Result<void> {
    const auto kid = write_key(transaction.secrets(), encryptor_.ring());
    if (!kid) return kid.error();
    auto envelope = encryptor_.seal(*place, secret.expose(), *kid);
    if (!envelope) return envelope.error();
    factor.envelope = std::move(envelope.value());
    return transaction.identity().put_totp(factor);
  });
  if (!stored) return stored.error();
  return NewTotp{totp_uri(secret, kIssuer, user.email), totp_secret_text(secret)};
}

Result<SecondFactors::Opened> SecondFactors::open(const UserId& user) const {
  auto found = store_.identity().find_totp(user);
  if (!found) return found.error();
  if (!found.value()) return IdentityError::not_enrolled;
  TotpFactor factor = std::move(*found.value());
  const auto place = place_of(kTotpSecrets, factor.org_id.view(), factor.id.view());
  if (!place) return place.error();
  auto secret = encryptor_.open(*place, factor.envelope);
  if (!secret) return secret.error();
  return Opened{std::move(factor), std::move(secret.value())};
}

std::vector<std::string> SecondFactors::make_codes() const {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < kRecoveryCodes; ++i) codes.push_back(make_recovery_code(entropy_));
  return codes;
}

Result<std::vector<std::string>> SecondFactors::confirm(const User& user, std::string_view code,
                                                        const Asker& asker) const {
  const auto opened = open(user.id);
  if (!opened) return opened.error();
  const TotpFactor& factor = opened.value().factor;
  if (factor.confirmed_at) return IdentityError::already_enrolled;
  const auto step = match_totp(opened.value().secret, code, asker.now, factor.last_step);
  if (!step) return IdentityError::invalid_credentials;
  std::vector<std::string> codes = make_codes();
  const auto hashes = hashes_of(user.id, codes);
  auto written = write(
      [&](WriteTransaction& transaction) -> Result<void> {
        const auto confirmed = transaction.identity().confirm_totp(factor.id, asker.now);
        if (!confirmed) return confirmed.error();
        if (confirmed.value() == Spent::before) return IdentityError::already_enrolled;
        const auto spent = transaction.identity().spend_totp_step(factor.id, *step);
        if (!spent) return spent.error();
        return transaction.identity().put_recovery_codes(user.id, user.org_id, hashes, asker.now);
      },
      kMfaEnrolled, user.id, asker);
  if (!written) return written.error();
  return codes;
}

Result<std::vector<std::string>> SecondFactors::renew_recovery_codes(const User& user, const Asker& asker) const {
  const auto present = status(user.id);
  if (!present) return present.error();
  if (!present.value().totp_confirmed_at) return IdentityError::not_enrolled;
  std::vector<std::string> codes = make_codes();
  const auto hashes = hashes_of(user.id, codes);
  auto written = write(
      [&](WriteTransaction& transaction) {
        return transaction.identity().put_recovery_codes(user.id, user.org_id, hashes, asker.now);
      },
      kMfaRecoveryCodesMade, user.id, asker);
  if (!written) return written.error();
  return codes;
}

Result<void> SecondFactors::remove(const User& user, const Asker& asker) const {
  const auto present = store_.identity().find_totp(user.id);
  if (!present) return present.error();
  if (!present.value()) return IdentityError::not_enrolled;
  return write(
      [&](WriteTransaction& transaction) -> Result<void> {
        if (auto removed = transaction.identity().remove_totp(user.id); !removed) return removed;
        return transaction.identity().put_recovery_codes(user.id, user.org_id, {}, asker.now);
      },
      kMfaRemoved, user.id, asker);
}

Result<bool> SecondFactors::spend(const UserId& user, AuthMethod method, std::string_view code,
                                  const Asker& asker) const {
  return method == AuthMethod::recovery_code ? spend_recovery_code(user, code, asker)
                                             : spend_totp(user, code, asker.now);
}

Result<bool> SecondFactors::spend_totp(const UserId& user, std::string_view code, Timestamp now) const {
  const auto opened = open(user);
  if (!opened) return opened.error();
  const TotpFactor& factor = opened.value().factor;
  if (!factor.confirmed_at) return IdentityError::not_enrolled;
  const auto step = match_totp(opened.value().secret, code, now, factor.last_step);
  if (!step) return false;
  // Of two who send the same code at the same moment one has spent it.
  Spent spent = Spent::before;
  auto done = store_.transact([&](WriteTransaction& transaction) -> Result<void> {
    const auto outcome = transaction.identity().spend_totp_step(factor.id, *step);
    if (!outcome) return outcome.error();
    spent = outcome.value();
    return {};
  });
  if (!done) return done.error();
  return spent == Spent::now;
}

Result<bool> SecondFactors::spend_recovery_code(const UserId& user, std::string_view code, const Asker& asker) const {
  const auto hash = recovery_code_hash(user, code);
  if (!hash) return false;
  auto written = write(
      [&](WriteTransaction& transaction) -> Result<void> {
        const auto spent = transaction.identity().spend_recovery_code(user, *hash, asker.now);
        if (!spent) return spent.error();
        if (spent.value() == Spent::before) return IdentityError::invalid_credentials;
        return {};
      },
      kMfaRecoveryCodeUsed, user, asker);
  if (written) return true;
  if (written.error().code == IdentityError::invalid_credentials) return false;
  return written.error();
}

}  // namespace ratestack::service
