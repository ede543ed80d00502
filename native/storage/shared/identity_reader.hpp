// service::IdentityReader over either database.
#pragma once

#include <optional>
#include <vector>

#include "native/service/identity/identity_store.hpp"
#include "native/storage/shared/answers.hpp"
#include "native/storage/shared/identity_rows.hpp"
#include "native/storage/shared/identity_sql.hpp"

namespace ratestack::storage {

/// `Rows::read(NamedSql, take, parameters...)` answers all rows as records, for the whole platform: who someone is must
/// be found before it is known for which organisation they ask. Thread safe where it is.
template <typename Rows>
class IdentityReaderOn final : public service::IdentityReader {
 public:
  explicit IdentityReaderOn(Rows rows) : rows_(rows) {}

  Result<std::optional<service::User>> find_user(const UserId& id) override {
    return one(rows_.read(identity_sql::kUser, kTakeUser, id.view()));
  }
  Result<std::optional<service::User>> find_user_by_email(std::string_view email) override {
    return one(rows_.read(identity_sql::kUserByEmail, kTakeUser, email));
  }
  Result<std::vector<service::Membership>> memberships(const UserId& user) override {
    return rows_.read(identity_sql::kMemberships, kTakeMembership, user.view());
  }
  Result<std::vector<service::UsedPassword>> used_passwords(const UserId& user, Timestamp after, std::size_t at_least,
                                                            std::size_t at_most) override {
    return rows_.read(identity_sql::kUsedPasswords, kTakeUsedPassword, user.view(), after, std::uint64_t{at_least},
                      std::uint64_t{at_most});
  }

  Result<std::optional<service::SessionSubject>> find_session(const Digest& token_hash) override {
    return joined(rows_.read(identity_sql::kSessionByHash, kTakeSubject, token_hash));
  }
  Result<std::optional<service::SessionSubject>> find_session(const SessionId& id) override {
    return joined(rows_.read(identity_sql::kSessionById, kTakeSubject, id.view()));
  }
  Result<std::vector<service::SessionRecord>> list_sessions(const UserId& user, Timestamp now, std::string_view after,
                                                            std::size_t limit) override {
    return rows_.read(identity_sql::kSessions, kTakeSession, user.view(), after, now, std::uint64_t{limit});
  }
  Result<std::vector<service::SessionRecord>> list_sessions(Timestamp now, std::string_view after,
                                                            std::size_t limit) override {
    return rows_.read(identity_sql::kAllSessions, kTakeSession, after, now, std::uint64_t{limit});
  }
  Result<std::vector<service::SessionRecord>> provider_sessions(const OidcLogout& logout, Timestamp now) override {
    return live_of_provider(rows_, logout, now, kTakeSession);
  }
  Result<std::optional<std::string>> upstream_token(const SessionId& id) override {
    return one(rows_.read(identity_sql::kUpstreamToken, kTakeText, id.view()));
  }

  Result<std::optional<service::TotpFactor>> find_totp(const UserId& user) override {
    return one(rows_.read(identity_sql::kTotp, kTakeTotp, user.view()));
  }
  Result<std::uint64_t> count_recovery_codes(const UserId& user) override {
    auto counted = rows_.read(identity_sql::kCountRecoveryCodes, kTakeCount, user.view());
    if (!counted) return counted.error();
    return counted.value().empty() ? 0 : counted.value().front();
  }
  Result<std::vector<service::Passkey>> passkeys(const UserId& user) override {
    return rows_.read(identity_sql::kPasskeys, kTakePasskey, user.view());
  }
  Result<std::optional<service::Passkey>> find_passkey(std::string_view credential_id) override {
    return one(rows_.read(identity_sql::kPasskey, kTakePasskey, credential_id));
  }
  Result<std::optional<service::OidcAccount>> find_oidc_account(std::string_view issuer,
                                                                std::string_view subject) override {
    return one(rows_.read(identity_sql::kOidcAccount, kTakeOidcAccount, issuer, subject));
  }
  Result<std::vector<service::OidcAccount>> oidc_accounts(const UserId& user) override {
    return rows_.read(identity_sql::kOidcAccounts, kTakeOidcAccount, user.view());
  }

  Result<bool> is_spent(const Digest& token_hash) override {
    const auto found = rows_.read(identity_sql::kTokenSpent, kTakeDigest, token_hash);
    if (!found) return found.error();
    return !found.value().empty();
  }

  Result<std::vector<service::ServerKey>> server_keys(std::string_view purpose) override {
    return rows_.read(identity_sql::kServerKeys, kTakeServerKey, purpose);
  }
  Result<std::vector<service::ApiKey>> api_keys_of(const OrgId& org_id, std::string_view after,
                                                   std::size_t limit) override {
    return rows_.read(identity_sql::kApiKeysOf, kTakeApiKey, org_id.view(), after, std::uint64_t{limit});
  }

 private:
  Rows rows_;
};

}  // namespace ratestack::storage
