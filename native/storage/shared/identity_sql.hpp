// The statements over the tables of db/*/0003_identity.sql and later. What must be decided against a rival is one
// statement with RETURNING: a row comes back to the one that won.
#pragma once

#include "native/storage/shared/named_sql.hpp"

namespace ratestack::storage::identity_sql {

#define RATESTACK_USER \
  "SELECT id, org_id, email, password_hash, created_at, name, disabled_at, password_set_at FROM users "
#define RATESTACK_SESSION                                                                                    \
  "SELECT s.id, s.org_id, s.user_id, s.token_hash, s.methods, s.created_at, s.authenticated_at, s.seen_at, " \
  "s.expires_at, "                                                                                           \
  "s.revoked_at, s.client_ip, s.user_agent"
#define RATESTACK_SUBJECT                                                            \
  RATESTACK_SESSION                                                                  \
  ", u.email, u.name, u.disabled_at, coalesce(m.org_id, ''), coalesce(o.type, ''), " \
  "coalesce(m.roles, ''), coalesce(o.name, ''), o.capabilities, o.disabled_at "      \
  "FROM sessions s JOIN users u ON u.id = s.user_id "                                \
  "LEFT JOIN org_members m ON m.user_id = s.user_id LEFT JOIN orgs o ON o.id = m.org_id "
#define RATESTACK_PASSKEY                                                                               \
  "SELECT id, org_id, user_id, credential_id, public_key, sign_count, name, created_at, last_used_at, " \
  "coalesce(backup_eligible, -1) FROM passkeys "
#define RATESTACK_OIDC "SELECT issuer, subject, provider, org_id, user_id, created_at FROM oidc_accounts "
// Of one person, the time of replacement of the oldest of the last so many.
#define RATESTACK_LATEST(count)                                                                                      \
  "(SELECT min(replaced_at) FROM (SELECT replaced_at FROM password_history WHERE user_id = $1 ORDER BY replaced_at " \
  "DESC "                                                                                                            \
  "LIMIT " count ") AS latest)"

// People and passwords.
inline constexpr NamedSql kUser{"user", RATESTACK_USER "WHERE id = $1"};
inline constexpr NamedSql kUserByEmail{"user_by_email", RATESTACK_USER "WHERE email = $1"};
inline constexpr NamedSql kMemberships{
    "memberships",
    "SELECT m.org_id, o.type, m.roles, o.name, o.capabilities, o.disabled_at FROM org_members m JOIN orgs o ON o.id = "
    "m.org_id WHERE m.user_id = $1 ORDER BY m.org_id"};
inline constexpr NamedSql kPutMember{
    "put_member",
    "INSERT INTO org_members (org_id, user_id, roles, created_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (org_id, user_id) DO UPDATE SET roles = excluded.roles"};
inline constexpr NamedSql kKeepPassword{"keep_password",
                                        "INSERT INTO password_history (user_id, org_id, password_hash, set_at, "
                                        "replaced_at) SELECT id, org_id, password_hash, "
                                        "password_set_at, $1 FROM users WHERE id = $2 AND password_hash <> '*'"};
inline constexpr NamedSql kSetPassword{
    "set_password",
    "UPDATE users SET password_hash = $1, password_set_at = CASE WHEN password_set_at < $2 THEN $2 ELSE "
    "password_set_at + 1 END WHERE id = $3 RETURNING id"};
inline constexpr NamedSql kUpgradePassword{
    "upgrade_password", "UPDATE users SET password_hash = $1 WHERE id = $2 AND password_hash = $3 RETURNING id"};
inline constexpr NamedSql kUsedPasswords{
    "used_passwords",
    "SELECT password_hash, set_at, replaced_at FROM password_history WHERE user_id = $1 AND (replaced_at > $2 OR "
    "replaced_at >= " RATESTACK_LATEST("$3") ") ORDER BY replaced_at DESC LIMIT $4"};
inline constexpr NamedSql kForgetPasswords{"forget_passwords",
                                           "DELETE FROM password_history WHERE user_id = $1 AND replaced_at < $2 AND "
                                           "replaced_at < coalesce(" RATESTACK_LATEST("$3") ", $2)"};
inline constexpr NamedSql kSetDisabled{"set_disabled", "UPDATE users SET disabled_at = $1 WHERE id = $2 RETURNING id"};

// Sessions.
inline constexpr NamedSql kSessionByHash{"session_by_hash",
                                         RATESTACK_SUBJECT "WHERE s.token_hash = $1 ORDER BY m.org_id"};
inline constexpr NamedSql kSessionById{"session_by_id", RATESTACK_SUBJECT "WHERE s.id = $1 ORDER BY m.org_id"};
inline constexpr NamedSql kSessions{"sessions_of_user", RATESTACK_SESSION
                                    " FROM sessions s WHERE s.user_id = $1 AND s.id > $2 AND s.revoked_at IS NULL AND "
                                    "s.expires_at > $3 ORDER BY s.id LIMIT $4"};
inline constexpr NamedSql kAllSessions{"all_sessions", RATESTACK_SESSION
                                       " FROM sessions s WHERE s.id > $1 AND s.revoked_at IS NULL AND s.expires_at > "
                                       "$2 ORDER BY s.id LIMIT $3"};
inline constexpr NamedSql kInsertSession{"insert_session",
                                         "INSERT INTO sessions (id, org_id, user_id, token_hash, methods, created_at, "
                                         "authenticated_at, seen_at, expires_at, "
                                         "revoked_at, client_ip, user_agent) SELECT $1, $2, $3, $4, $5, $6, $7, $8, "
                                         "$9, $10, $11, $12 FROM users WHERE id = $3 "
                                         "AND disabled_at IS NULL AND password_set_at = coalesce($13, "
                                         "password_set_at) AND NOT EXISTS (SELECT 1 FROM orgs WHERE orgs.id = "
                                         "users.org_id AND orgs.disabled_at IS NOT NULL) RETURNING id"};
inline constexpr NamedSql kRenewSession{"renew_session",
                                        "UPDATE sessions SET token_hash = $1, methods = $2, authenticated_at = $3, "
                                        "seen_at = $4 WHERE id = $5 AND token_hash = "
                                        "$6 AND revoked_at IS NULL AND expires_at > $4 RETURNING id"};
// What came of a provider's: of one account's sessions there all, or the one that is named; with that also those whose
// session there the provider had not named, which may be the same.
#define RATESTACK_LIVE_OF_PROVIDER                                                                          \
  RATESTACK_SESSION                                                                                         \
  " FROM sessions s WHERE s.provider_issuer <> '' AND s.provider_issuer = $1 AND s.revoked_at IS NULL AND " \
  "s.expires_at > $2 AND "
inline constexpr NamedSql kSessionsOfSubject{
    "sessions_of_provider_subject", RATESTACK_LIVE_OF_PROVIDER
    "s.provider_subject = $3 AND ($4 = '' OR s.provider_session = $4 OR s.provider_session = '') ORDER BY s.id"};
inline constexpr NamedSql kSessionsOfProviderSession{
    "sessions_of_provider_session", RATESTACK_LIVE_OF_PROVIDER "s.provider_session = $3 ORDER BY s.id"};
inline constexpr NamedSql kPutProviderSession{
    "put_provider_session",
    "UPDATE sessions SET provider_issuer = $1, provider_subject = $2, provider_session = $3 WHERE id = $4 AND NOT "
    "EXISTS "
    "(SELECT 1 FROM provider_logouts l WHERE l.issuer = $1 AND l.issued_at >= $5 AND ((l.subject = $2 AND (l.session = "
    "'' "
    "OR l.session = $3 OR $3 = '')) OR (l.subject = '' AND l.session = $3))) RETURNING id"};
inline constexpr NamedSql kNoteProviderLogout{
    "note_provider_logout",
    "INSERT INTO provider_logouts (issuer, subject, session, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (issuer, subject, session) DO UPDATE SET expires_at = excluded.expires_at, issued_at = CASE WHEN "
    "excluded.issued_at > provider_logouts.issued_at THEN excluded.issued_at ELSE provider_logouts.issued_at END"};
inline constexpr NamedSql kForgetProviderLogouts{"forget_provider_logouts",
                                                 "DELETE FROM provider_logouts WHERE expires_at < $1"};
inline constexpr NamedSql kTouchSession{"touch_session",
                                        "UPDATE sessions SET seen_at = $1 WHERE id = $2 AND seen_at < $1"};
inline constexpr NamedSql kEndSession{
    "end_session",
    "UPDATE sessions SET revoked_at = $1 WHERE id = $2 AND user_id = $3 AND revoked_at IS NULL RETURNING id"};
inline constexpr NamedSql kEndSessions{
    "end_sessions",
    "UPDATE sessions SET revoked_at = $1 WHERE user_id = $2 AND id <> $3 AND revoked_at "
    "IS NULL AND expires_at > $1 RETURNING id"};
inline constexpr NamedSql kEndOrgSessions{
    "end_org_sessions",
    "UPDATE sessions SET revoked_at = $1 WHERE org_id = $2 AND revoked_at IS NULL "
    "AND expires_at > $1 RETURNING id"};
inline constexpr NamedSql kForgetSessions{"forget_sessions", "DELETE FROM sessions WHERE expires_at < $1"};
inline constexpr NamedSql kUpstreamToken{"upstream_token", "SELECT token FROM upstream_tokens WHERE id = $1"};
inline constexpr NamedSql kPutUpstreamToken{"put_upstream_token",
                                            "INSERT INTO upstream_tokens (id, org_id, token) VALUES ($1, $2, $3) "
                                            "ON CONFLICT (id) DO UPDATE SET token = excluded.token"};
inline constexpr NamedSql kForgetUpstreamToken{"forget_upstream_token", "DELETE FROM upstream_tokens WHERE id = $1"};
inline constexpr NamedSql kForgetUpstreamTokens{
    "forget_upstream_tokens",
    "DELETE FROM upstream_tokens WHERE id IN (SELECT id FROM sessions WHERE expires_at < $1)"};

// What is replaced or removed is out of quarantine: a note of it would stand for a row that is not there.
#define RATESTACK_RELEASE(table, column) \
  "DELETE FROM secret_quarantine WHERE table_name = '" table "' AND column_name = '" column "' AND row_id "
inline constexpr NamedSql kReleaseUpstreamToken{"release_upstream_token",
                                                RATESTACK_RELEASE("upstream_tokens", "token") "= $1"};
inline constexpr NamedSql kReleaseUpstreamTokens{
    "release_upstream_tokens",
    RATESTACK_RELEASE("upstream_tokens", "token") "IN (SELECT id FROM sessions WHERE expires_at < $1)"};
inline constexpr NamedSql kReleaseTotp{
    "release_totp", RATESTACK_RELEASE("totp_factors", "secret") "IN (SELECT id FROM totp_factors WHERE user_id = $1)"};

// Second factors and passkeys.
inline constexpr NamedSql kTotp{
    "totp",
    "SELECT id, org_id, user_id, secret, created_at, confirmed_at, last_step FROM totp_factors "
    "WHERE user_id = $1"};
inline constexpr NamedSql kPutTotp{
    "put_totp",
    "INSERT INTO totp_factors (id, org_id, user_id, secret, created_at, confirmed_at, last_step) VALUES ($1, $2, $3, "
    "$4, $5, "
    "$6, $7) ON CONFLICT (user_id) DO UPDATE SET id = excluded.id, org_id = excluded.org_id, secret = excluded.secret, "
    "created_at = excluded.created_at, confirmed_at = excluded.confirmed_at, last_step = excluded.last_step"};
inline constexpr NamedSql kConfirmTotp{
    "confirm_totp", "UPDATE totp_factors SET confirmed_at = $1 WHERE id = $2 AND confirmed_at IS NULL RETURNING id"};
inline constexpr NamedSql kSpendTotpStep{
    "spend_totp_step", "UPDATE totp_factors SET last_step = $1 WHERE id = $2 AND last_step < $1 RETURNING id"};
inline constexpr NamedSql kRemoveTotp{"remove_totp", "DELETE FROM totp_factors WHERE user_id = $1"};
inline constexpr NamedSql kCountRecoveryCodes{
    "count_recovery_codes", "SELECT count(*) FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL"};
inline constexpr NamedSql kRemoveRecoveryCodes{"remove_recovery_codes",
                                               "DELETE FROM recovery_codes WHERE user_id = $1"};
inline constexpr NamedSql kInsertRecoveryCode{
    "insert_recovery_code",
    "INSERT INTO recovery_codes (user_id, org_id, code_hash, created_at) VALUES ($1, $2, $3, $4)"};
inline constexpr NamedSql kSpendRecoveryCode{
    "spend_recovery_code",
    "UPDATE recovery_codes SET used_at = $1 WHERE user_id = $2 AND code_hash = $3 "
    "AND used_at IS NULL RETURNING user_id"};
inline constexpr NamedSql kPasskeys{"passkeys", RATESTACK_PASSKEY "WHERE user_id = $1 ORDER BY id"};
inline constexpr NamedSql kPasskey{"passkey", RATESTACK_PASSKEY "WHERE credential_id = $1"};
inline constexpr NamedSql kInsertPasskey{
    "insert_passkey",
    "INSERT INTO passkeys (id, org_id, user_id, credential_id, public_key, sign_count, name, created_at, last_used_at, "
    "backup_eligible) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 "
    "WHERE (SELECT count(*) FROM passkeys WHERE user_id = $3) < $11 RETURNING id"};
inline constexpr NamedSql kUsePasskey{"use_passkey",
                                      "UPDATE passkeys SET sign_count = $1, last_used_at = $2 WHERE id = $3 AND "
                                      "(sign_count < $1 OR (sign_count = 0 AND $1 = "
                                      "0)) RETURNING id"};
inline constexpr NamedSql kRemovePasskey{"remove_passkey",
                                         "DELETE FROM passkeys WHERE id = $1 AND user_id = $2 RETURNING id"};

// Accounts elsewhere, tokens of one use, keys.
inline constexpr NamedSql kOidcAccount{"oidc_account", RATESTACK_OIDC "WHERE issuer = $1 AND subject = $2"};
inline constexpr NamedSql kOidcAccounts{"oidc_accounts", RATESTACK_OIDC "WHERE user_id = $1 ORDER BY issuer, subject"};
inline constexpr NamedSql kInsertOidcAccount{"insert_oidc_account",
                                             "INSERT INTO oidc_accounts (issuer, subject, provider, org_id, user_id, "
                                             "created_at) VALUES ($1, $2, $3, $4, $5, $6)"};
inline constexpr NamedSql kRemoveOidcAccount{
    "remove_oidc_account",
    "DELETE FROM oidc_accounts WHERE issuer = $1 AND subject = $2 AND user_id = $3 RETURNING issuer"};
inline constexpr NamedSql kSpendToken{"spend_token",
                                      "INSERT INTO spent_tokens (token_hash, expires_at) VALUES ($1, $2) ON CONFLICT "
                                      "(token_hash) DO NOTHING RETURNING expires_at"};
inline constexpr NamedSql kTokenSpent{"token_spent", "SELECT token_hash FROM spent_tokens WHERE token_hash = $1"};
inline constexpr NamedSql kForgetTokens{"forget_tokens", "DELETE FROM spent_tokens WHERE expires_at < $1"};
inline constexpr NamedSql kServerKeys{
    "server_keys",
    "SELECT id, purpose, value, public_key, created_at, activates_at, retires_at FROM "
    "server_keys WHERE purpose = $1 ORDER BY id DESC"};
inline constexpr NamedSql kInsertServerKey{"insert_server_key",
                                           "INSERT INTO server_keys (id, org_id, purpose, value, public_key, "
                                           "created_at, activates_at, retires_at) VALUES ($1, $2, "
                                           "$3, $4, $5, $6, $7, $8)"};
inline constexpr NamedSql kRetireServerKey{
    "retire_server_key",
    "UPDATE server_keys SET retires_at = $1 WHERE id = $2 AND (retires_at IS NULL OR retires_at > $1)"};
inline constexpr NamedSql kApiKeysOf{"api_keys_of",
                                     "SELECT id, org_id, name, secret_hash, capabilities, created_at, expires_at, "
                                     "revoked_at, last_used_at FROM api_keys "
                                     "WHERE org_id = $1 AND id > $2 ORDER BY id LIMIT $3"};
inline constexpr NamedSql kRevokeApiKey{
    "revoke_api_key",
    "UPDATE api_keys SET revoked_at = $1 WHERE id = $2 AND org_id = $3 AND revoked_at IS NULL RETURNING id"};
inline constexpr NamedSql kExpireApiKey{
    "expire_api_key",
    "UPDATE api_keys SET expires_at = $1 WHERE id = $2 AND org_id = $3 AND revoked_at IS "
    "NULL AND (expires_at IS NULL OR expires_at > $1) RETURNING id"};
inline constexpr NamedSql kNoteKeyUse{
    "note_key_use",
    "UPDATE api_keys SET last_used_at = $1 WHERE id = $2 AND (last_used_at IS NULL OR last_used_at < $1)"};

#undef RATESTACK_USER
#undef RATESTACK_SESSION
#undef RATESTACK_SUBJECT
#undef RATESTACK_LIVE_OF_PROVIDER
#undef RATESTACK_PASSKEY
#undef RATESTACK_OIDC
#undef RATESTACK_LATEST
#undef RATESTACK_RELEASE

}  // namespace ratestack::storage::identity_sql
