// service::IdentityWriter over either database.
#pragma once

#include <optional>
#include <vector>

#include "native/service/identity/identity_store.hpp"
#include "native/storage/shared/answers.hpp"
#include "native/storage/shared/identity_rows.hpp"
#include "native/storage/shared/identity_sql.hpp"

namespace ratestack::storage {

/// `Rows::read(NamedSql, take, parameters...)` answers all rows as records; `Rows::write(NamedSql, parameters...)`
/// answers none and may only put the statement on its way.
template <typename Rows>
class IdentityWriterOn final : public service::IdentityWriter {
 public:
  explicit IdentityWriterOn(Rows rows) : rows_(rows) {}

  Result<void> put_member(const service::Member& member) override {
    return rows_.write(identity_sql::kPutMember, member.org_id.view(), member.user_id.view(),
                       service::role_names(member.roles), member.created_at);
  }
  Result<void> change_password(const UserId& user, std::string_view password_hash, Timestamp now) override {
    if (auto kept = rows_.write(identity_sql::kKeepPassword, now, user.view()); !kept) return kept;
    return must(rows_.read(identity_sql::kSetPassword, kTakeText, password_hash, now, user.view()));
  }
  Result<service::Spent> upgrade_password(const UserId& user, std::string_view before,
                                          std::string_view after) override {
    return spent(rows_.read(identity_sql::kUpgradePassword, kTakeText, after, user.view(), before));
  }
  Result<void> forget_passwords(const UserId& user, Timestamp replaced_before, std::size_t keep) override {
    return rows_.write(identity_sql::kForgetPasswords, user.view(), replaced_before, std::uint64_t{keep});
  }
  Result<void> set_disabled(const UserId& user, const std::optional<Timestamp>& at) override {
    return must(rows_.read(identity_sql::kSetDisabled, kTakeText, at, user.view()));
  }

  Result<void> insert_session(const service::SessionRecord& s,
                              const std::optional<Timestamp>& proven_password) override {
    return must(rows_.read(identity_sql::kInsertSession, kTakeText, s.id.view(), s.org_id.view(), s.user_id.view(),
                           s.token_hash, s.methods.names(), s.created_at, s.authenticated_at, s.seen_at, s.expires_at,
                           s.revoked_at, s.client_ip, s.user_agent, proven_password));
  }
  Result<void> renew_session(const service::SessionRecord& s, const Digest& new_token_hash) override {
    return must(rows_.read(identity_sql::kRenewSession, kTakeText, new_token_hash, s.methods.names(),
                           s.authenticated_at, s.seen_at, s.id.view(), s.token_hash));
  }
  Result<void> touch_sessions(std::span<const service::Use<SessionId>> uses) override {
    return write_uses(identity_sql::kTouchSession, uses);
  }
  Result<service::Spent> end_session(const UserId& user, const SessionId& id, Timestamp now) override {
    auto ended = spent(rows_.read(identity_sql::kEndSession, kTakeText, now, id.view(), user.view()));
    if (!ended || ended.value() == service::Spent::before) return ended;
    if (auto gone = forget_upstream_token(id); !gone) return gone.error();
    return ended;
  }
  Result<std::vector<SessionId>> end_sessions(const UserId& user, const std::optional<SessionId>& kept,
                                              Timestamp now) override {
    return without_tokens(rows_.read(identity_sql::kEndSessions, kTakeSessionId, now, user.view(),
                                     kept ? kept->view() : std::string_view()));
  }
  Result<std::vector<SessionId>> end_org_sessions(const OrgId& org_id, Timestamp now) override {
    return without_tokens(rows_.read(identity_sql::kEndOrgSessions, kTakeSessionId, now, org_id.view()));
  }
  Result<void> put_provider_session(const SessionId& id, const OidcSession& session) override {
    return must(rows_.read(identity_sql::kPutProviderSession, kTakeText, session.issuer, session.subject,
                           session.session_id, id.view(), session.issued_at));
  }
  Result<std::vector<SessionId>> end_provider_sessions(const OidcLogout& logout, Timestamp now,
                                                       Timestamp kept_until) override {
    auto noted = rows_.write(identity_sql::kNoteProviderLogout, logout.issuer, logout.subject, logout.session_id,
                             logout.issued_at, kept_until);
    if (!noted) return noted.error();
    const auto live = live_of_provider(rows_, logout, now, kTakeSession);
    if (!live) return live.error();
    std::vector<SessionId> ended;
    ended.reserve(live.value().size());
    for (const service::SessionRecord& session : live.value()) {
      if (auto done = end_session(session.user_id, session.id, now); !done) return done.error();
      ended.push_back(session.id);
    }
    return ended;
  }
  Result<void> forget_provider_logouts(Timestamp expired_before) override {
    return rows_.write(identity_sql::kForgetProviderLogouts, expired_before);
  }
  Result<void> forget_sessions(Timestamp expired_before) override {
    if (auto done = rows_.write(identity_sql::kReleaseUpstreamTokens, expired_before); !done) return done;
    if (auto gone = rows_.write(identity_sql::kForgetUpstreamTokens, expired_before); !gone) return gone;
    return rows_.write(identity_sql::kForgetSessions, expired_before);
  }
  Result<void> put_upstream_token(const SessionId& id, const OrgId& org_id, std::string_view envelope) override {
    if (auto done = rows_.write(identity_sql::kReleaseUpstreamToken, id.view()); !done) return done;
    return rows_.write(identity_sql::kPutUpstreamToken, id.view(), org_id.view(), envelope);
  }

  Result<void> put_totp(const service::TotpFactor& f) override {
    if (auto done = rows_.write(identity_sql::kReleaseTotp, f.user_id.view()); !done) return done;
    return rows_.write(identity_sql::kPutTotp, f.id.view(), f.org_id.view(), f.user_id.view(), f.envelope, f.created_at,
                       f.confirmed_at, f.last_step);
  }
  Result<service::Spent> confirm_totp(const FactorId& id, Timestamp now) override {
    return spent(rows_.read(identity_sql::kConfirmTotp, kTakeText, now, id.view()));
  }
  Result<service::Spent> spend_totp_step(const FactorId& id, std::uint64_t step) override {
    return spent(rows_.read(identity_sql::kSpendTotpStep, kTakeText, step, id.view()));
  }
  Result<void> remove_totp(const UserId& user) override {
    if (auto done = rows_.write(identity_sql::kReleaseTotp, user.view()); !done) return done;
    return rows_.write(identity_sql::kRemoveTotp, user.view());
  }
  Result<void> put_recovery_codes(const UserId& user, const OrgId& org_id, std::span<const Digest> hashes,
                                  Timestamp now) override {
    if (auto gone = rows_.write(identity_sql::kRemoveRecoveryCodes, user.view()); !gone) return gone;
    for (const Digest& hash : hashes) {
      auto put = rows_.write(identity_sql::kInsertRecoveryCode, user.view(), org_id.view(), hash, now);
      if (!put) return put;
    }
    return {};
  }
  Result<service::Spent> spend_recovery_code(const UserId& user, const Digest& hash, Timestamp now) override {
    return spent(rows_.read(identity_sql::kSpendRecoveryCode, kTakeText, now, user.view(), hash));
  }

  Result<service::Spent> insert_passkey(const service::Passkey& p, std::uint64_t most) override {
    service::Cell eligible;
    if (p.backup_eligible) eligible.value = std::int64_t{*p.backup_eligible};
    return spent(rows_.read(identity_sql::kInsertPasskey, kTakeText, p.id.view(), p.org_id.view(), p.user_id.view(),
                            p.credential_id, p.public_key, p.sign_count, p.name, p.created_at, p.last_used_at, eligible,
                            most));
  }
  Result<service::Spent> use_passkey(const PasskeyId& id, std::uint64_t sign_count, Timestamp now) override {
    return spent(rows_.read(identity_sql::kUsePasskey, kTakeText, sign_count, now, id.view()));
  }
  Result<service::Spent> remove_passkey(const UserId& user, const PasskeyId& id) override {
    return spent(rows_.read(identity_sql::kRemovePasskey, kTakeText, id.view(), user.view()));
  }

  Result<void> insert_oidc_account(const service::OidcAccount& a) override {
    return rows_.write(identity_sql::kInsertOidcAccount, a.issuer, a.subject, a.provider, a.org_id.view(),
                       a.user_id.view(), a.created_at);
  }
  Result<service::Spent> remove_oidc_account(const UserId& user, std::string_view issuer,
                                             std::string_view subject) override {
    return spent(rows_.read(identity_sql::kRemoveOidcAccount, kTakeText, issuer, subject, user.view()));
  }

  Result<service::Spent> spend_token(const Digest& hash, Timestamp expires_at) override {
    return spent(rows_.read(identity_sql::kSpendToken, kTakeCount, hash, expires_at));
  }
  Result<void> forget_tokens(Timestamp expired_before) override {
    return rows_.write(identity_sql::kForgetTokens, expired_before);
  }

  Result<void> insert_server_key(const service::ServerKey& k) override {
    return rows_.write(identity_sql::kInsertServerKey, k.id.view(), service::kServerKeyOwner, k.purpose, k.envelope,
                       k.public_key, k.created_at, k.activates_at, k.retires_at);
  }
  Result<void> retire_server_key(const ServerKeyId& id, Timestamp at) override {
    return rows_.write(identity_sql::kRetireServerKey, at, id.view());
  }

  Result<service::Spent> revoke_api_key(const OrgId& org_id, const KeyId& id, Timestamp now) override {
    return spent(rows_.read(identity_sql::kRevokeApiKey, kTakeText, now, id.view(), org_id.view()));
  }
  Result<service::Spent> expire_api_key(const OrgId& org_id, const KeyId& id, Timestamp at) override {
    return spent(rows_.read(identity_sql::kExpireApiKey, kTakeText, at, id.view(), org_id.view()));
  }
  Result<void> note_key_uses(std::span<const service::Use<KeyId>> uses) override {
    return write_uses(identity_sql::kNoteKeyUse, uses);
  }

 private:
  /// Ended sessions, once what they kept is gone.
  Result<std::vector<SessionId>> without_tokens(Result<std::vector<SessionId>> ended) {
    if (!ended) return ended;
    for (const SessionId& id : ended.value()) {
      if (auto gone = forget_upstream_token(id); !gone) return gone.error();
    }
    return ended;
  }
  Result<void> forget_upstream_token(const SessionId& id) {
    if (auto done = rows_.write(identity_sql::kReleaseUpstreamToken, id.view()); !done) return done;
    return rows_.write(identity_sql::kForgetUpstreamToken, id.view());
  }
  template <typename AnyId>
  Result<void> write_uses(const NamedSql& update, std::span<const service::Use<AnyId>> uses) {
    for (const auto& use : uses) {
      if (auto written = rows_.write(update, use.at, use.id.view()); !written) return written;
    }
    return {};
  }

  Rows rows_;
};

}  // namespace ratestack::storage
