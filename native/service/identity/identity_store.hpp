// What a store promises for identity. It judges nothing: whether a session is too old or a factor confirmed is decided
// by who asks. What must hold against a rival at the same moment (one use of a code, no session for a disabled user) is
// decided here, in one statement, and answered as a Spent or by not_found.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "native/service/identity/identity_records.hpp"
#include "native/service/store_error.hpp"
#include "ratestack/identity/oidc_identity.hpp"
#include "ratestack/identity/oidc_logout.hpp"

namespace ratestack::service {

/// Whether this call was the one that used something up.
enum class Spent { now, before };

/// Inside one write transaction, under its rules.
class IdentityWriter {
 public:
  virtual ~IdentityWriter() = default;

  virtual Result<void> put_member(const Member& member) = 0;
  /// Ends the present password, which goes into the history, and sets another. Its password_set_at is `now`, or later
  /// where that of the present one is: no two passwords share one. not_found: no such user.
  virtual Result<void> change_password(const UserId& user, std::string_view password_hash, Timestamp now) = 0;
  /// The same password under a better hash: only where `before` is still the hash. Leaves password_set_at as it is.
  /// Spent::before: it is not.
  virtual Result<Spent> upgrade_password(const UserId& user, std::string_view before, std::string_view after) = 0;
  /// Those replaced before that time, without the last `keep` of them all.
  virtual Result<void> forget_passwords(const UserId& user, Timestamp replaced_before, std::size_t keep) = 0;
  /// Absent: enabled again.
  virtual Result<void> set_disabled(const UserId& user, const std::optional<Timestamp>& at) = 0;

  /// `proven_password`: the password_set_at of the password that was proven; absent: another proof than a password.
  /// not_found: the user is gone, they or their organisation are disabled, or they have another password by now.
  virtual Result<void> insert_session(const SessionRecord& session,
                                      const std::optional<Timestamp>& proven_password) = 0;
  /// Another token, proof and time of proof for a session that is live at its `seen_at`. not_found: it has ended, or
  /// has another token by now.
  virtual Result<void> renew_session(const SessionRecord& session, const Digest& new_token_hash) = 0;
  virtual Result<void> touch_sessions(std::span<const Use<SessionId>> uses) = 0;
  /// Spent::before: it has ended already, or is not this user's.
  virtual Result<Spent> end_session(const UserId& user, const SessionId& id, Timestamp now) = 0;
  /// Every live one but `kept`; answers their ids.
  virtual Result<std::vector<SessionId>> end_sessions(const UserId& user, const std::optional<SessionId>& kept,
                                                      Timestamp now) = 0;
  /// Likewise of everybody of an organisation.
  virtual Result<std::vector<SessionId>> end_org_sessions(const OrgId& org_id, Timestamp now) = 0;
  /// Which session at a provider it came of, in the transaction that inserts it. not_found: a logout has come that
  /// concerns it, and is no older than the proof.
  virtual Result<void> put_provider_session(const SessionId& id, const OidcSession& session) = 0;
  /// Every live one that came of what was signed out of; answers their ids, in order. The logout itself is remembered
  /// until `kept_until`, for sign-ins that are under way.
  virtual Result<std::vector<SessionId>> end_provider_sessions(const OidcLogout& logout, Timestamp now,
                                                               Timestamp kept_until) = 0;
  virtual Result<void> forget_provider_logouts(Timestamp expired_before) = 0;
  virtual Result<void> forget_sessions(Timestamp expired_before) = 0;
  virtual Result<void> put_upstream_token(const SessionId& id, const OrgId& org_id, std::string_view envelope) = 0;

  /// In place of another, confirmed or not.
  virtual Result<void> put_totp(const TotpFactor& factor) = 0;
  virtual Result<Spent> confirm_totp(const FactorId& id, Timestamp now) = 0;
  /// Spent::before: this step, or a later one, has been used.
  virtual Result<Spent> spend_totp_step(const FactorId& id, std::uint64_t step) = 0;
  virtual Result<void> remove_totp(const UserId& user) = 0;
  /// In place of all others.
  virtual Result<void> put_recovery_codes(const UserId& user, const OrgId& org_id, std::span<const Digest> hashes,
                                          Timestamp now) = 0;
  virtual Result<Spent> spend_recovery_code(const UserId& user, const Digest& hash, Timestamp now) = 0;

  /// Spent::before: the user has `most` already, counted among writers that take turns at the log. conflict: the
  /// credential is registered, whoever's it is.
  virtual Result<Spent> insert_passkey(const Passkey& passkey, std::uint64_t most) = 0;
  /// Spent::before: the count has gone beyond `sign_count` meanwhile.
  virtual Result<Spent> use_passkey(const PasskeyId& id, std::uint64_t sign_count, Timestamp now) = 0;
  virtual Result<Spent> remove_passkey(const UserId& user, const PasskeyId& id) = 0;

  virtual Result<void> insert_oidc_account(const OidcAccount& account) = 0;
  virtual Result<Spent> remove_oidc_account(const UserId& user, std::string_view issuer, std::string_view subject) = 0;

  virtual Result<Spent> spend_token(const Digest& hash, Timestamp expires_at) = 0;
  virtual Result<void> forget_tokens(Timestamp expired_before) = 0;

  virtual Result<void> insert_server_key(const ServerKey& key) = 0;
  virtual Result<void> retire_server_key(const ServerKeyId& id, Timestamp at) = 0;

  virtual Result<Spent> revoke_api_key(const OrgId& org_id, const KeyId& id, Timestamp now) = 0;
  /// Never later than it expires already.
  virtual Result<Spent> expire_api_key(const OrgId& org_id, const KeyId& id, Timestamp at) = 0;
  virtual Result<void> note_key_uses(std::span<const Use<KeyId>> uses) = 0;
};

/// Any thread, never blocked by a writer.
class IdentityReader {
 public:
  virtual ~IdentityReader() = default;

  virtual Result<std::optional<User>> find_user(const UserId& id) = 0;
  /// `email` in lower case.
  virtual Result<std::optional<User>> find_user_by_email(std::string_view email) = 0;
  virtual Result<std::vector<Membership>> memberships(const UserId& user) = 0;
  /// Those replaced after `after`, or among the last `at_least`; latest first, `at_most` of them.
  virtual Result<std::vector<UsedPassword>> used_passwords(const UserId& user, Timestamp after, std::size_t at_least,
                                                           std::size_t at_most) = 0;

  virtual Result<std::optional<SessionSubject>> find_session(const Digest& token_hash) = 0;
  virtual Result<std::optional<SessionSubject>> find_session(const SessionId& id) = 0;
  /// Not revoked and not expired at `now`, behind `after` in the order of their ids.
  virtual Result<std::vector<SessionRecord>> list_sessions(const UserId& user, Timestamp now, std::string_view after,
                                                           std::size_t limit) = 0;
  /// The same of everybody.
  virtual Result<std::vector<SessionRecord>> list_sessions(Timestamp now, std::string_view after,
                                                           std::size_t limit) = 0;
  /// Those that end_provider_sessions would end, in the order of their ids.
  virtual Result<std::vector<SessionRecord>> provider_sessions(const OidcLogout& logout, Timestamp now) = 0;
  virtual Result<std::optional<std::string>> upstream_token(const SessionId& id) = 0;

  virtual Result<std::optional<TotpFactor>> find_totp(const UserId& user) = 0;
  virtual Result<std::uint64_t> count_recovery_codes(const UserId& user) = 0;  // unused ones
  virtual Result<std::vector<Passkey>> passkeys(const UserId& user) = 0;
  virtual Result<std::optional<Passkey>> find_passkey(std::string_view credential_id) = 0;
  virtual Result<std::optional<OidcAccount>> find_oidc_account(std::string_view issuer, std::string_view subject) = 0;
  virtual Result<std::vector<OidcAccount>> oidc_accounts(const UserId& user) = 0;

  /// Latest first; retired ones too.
  /// For who would rather not begin; who spends it is decided by spend_token.
  virtual Result<bool> is_spent(const Digest& token_hash) = 0;

  virtual Result<std::vector<ServerKey>> server_keys(std::string_view purpose) = 0;
  virtual Result<std::vector<ApiKey>> api_keys_of(const OrgId& org_id, std::string_view after, std::size_t limit) = 0;
};

}  // namespace ratestack::service
