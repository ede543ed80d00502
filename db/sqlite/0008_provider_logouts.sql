-- Signing out at a provider ends what was signed in to here from there (OpenID Connect Back-Channel Logout 1.0).

-- The session at the provider that a session came of, by what its logout tokens name: plain, as oidc_accounts are.
-- Empty: it came of none (provider_session: of one that the provider does not name).
ALTER TABLE sessions ADD COLUMN provider_issuer TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN provider_subject TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN provider_session TEXT NOT NULL DEFAULT '';
CREATE INDEX sessions_by_provider_subject ON sessions (provider_issuer, provider_subject) WHERE provider_issuer <> '';
CREATE INDEX sessions_by_provider_session ON sessions (provider_issuer, provider_session) WHERE provider_issuer <> '';

-- Logouts of the last minutes: a sign-in that was under way when one came must make no session behind it. Empty subject
-- or session: the token named none. A logout token itself, once used, stands in spent_tokens.
CREATE TABLE provider_logouts (
  issuer     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  session    TEXT NOT NULL,
  issued_at  INTEGER NOT NULL,  -- by the provider's clock, as of the ID tokens that it is compared with
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (issuer, subject, session)
) STRICT, WITHOUT ROWID;
