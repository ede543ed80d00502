-- Identity: who people are, how they prove it, and the sessions that follow. Whatever proves identity is kept as a hash,
-- or sealed under the master key where it must be read again (db/sqlite/0002 says how).

ALTER TABLE users ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN disabled_at INTEGER;
ALTER TABLE users ADD COLUMN password_set_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE api_keys ADD COLUMN last_used_at INTEGER;

UPDATE users SET password_set_at = created_at;

CREATE TABLE org_members (
  org_id     TEXT NOT NULL REFERENCES orgs (id),
  user_id    TEXT NOT NULL REFERENCES users (id),
  roles      TEXT NOT NULL,  -- names, separated by one space
  created_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX org_members_by_user ON org_members (user_id);

-- So far every user has been the administrator of an organisation.
INSERT INTO org_members (org_id, user_id, roles, created_at)
  SELECT u.org_id, u.id, CASE o.type WHEN 'PLATFORM' THEN 'SUPER_ADMIN' ELSE 'ORG_ADMIN' END, u.created_at
  FROM users u JOIN orgs o ON o.id = u.org_id;

-- Passwords that may not come back yet. The present one stands in users.
CREATE TABLE password_history (
  user_id       TEXT NOT NULL REFERENCES users (id),
  org_id        TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  set_at        INTEGER NOT NULL,
  replaced_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX password_history_by_user ON password_history (user_id, replaced_at);

-- What a browser holds is never stored, only its SHA-256. The search by user serves a person's list of sessions.
CREATE TABLE sessions (
  id               TEXT NOT NULL PRIMARY KEY,
  org_id           TEXT NOT NULL,
  user_id          TEXT NOT NULL REFERENCES users (id),
  token_hash       BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  methods          TEXT NOT NULL,  -- how identity was proven: names, separated by one space
  created_at       INTEGER NOT NULL,
  authenticated_at INTEGER NOT NULL,
  seen_at          INTEGER NOT NULL,
  expires_at       INTEGER NOT NULL,
  revoked_at       INTEGER,
  client_ip        TEXT NOT NULL,
  user_agent       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user_id, id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- What a provider gave for a session (an ID token), kept sealed for signing out there; id is the session's.
CREATE TABLE upstream_tokens (
  row_no INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  org_id TEXT NOT NULL,
  token  TEXT NOT NULL  -- rs1.<kid>.<base64url>
) STRICT;

-- Time-based codes (RFC 6238). A step is good for one sign-in: those up to last_step are spent.
CREATE TABLE totp_factors (
  row_no       INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  org_id       TEXT NOT NULL,
  user_id      TEXT NOT NULL UNIQUE REFERENCES users (id),
  secret       TEXT NOT NULL,  -- rs1.<kid>.<base64url>
  created_at   INTEGER NOT NULL,
  confirmed_at INTEGER,
  last_step    INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_codes (
  user_id    TEXT NOT NULL REFERENCES users (id),
  org_id     TEXT NOT NULL,
  code_hash  BLOB NOT NULL CHECK (length(code_hash) = 32),
  created_at INTEGER NOT NULL,
  used_at    INTEGER,
  PRIMARY KEY (user_id, code_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE passkeys (
  id            TEXT NOT NULL PRIMARY KEY,
  org_id        TEXT NOT NULL,
  user_id       TEXT NOT NULL REFERENCES users (id),
  credential_id TEXT NOT NULL UNIQUE,  -- base64url
  public_key    TEXT NOT NULL,         -- base64url of the P-256 point, x then y
  sign_count    INTEGER NOT NULL,
  name          TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  last_used_at  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX passkeys_by_user ON passkeys (user_id, id);

-- Accounts elsewhere, by what their provider promises to keep: issuer and subject, never an address.
CREATE TABLE oidc_accounts (
  issuer     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  provider   TEXT NOT NULL,
  org_id     TEXT NOT NULL,
  user_id    TEXT NOT NULL REFERENCES users (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX oidc_accounts_by_user ON oidc_accounts (user_id);

-- SHA-256 of what is good for one use (an OIDC state, a challenge), once used, until it would expire anyway.
CREATE TABLE spent_tokens (
  token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX spent_tokens_by_end ON spent_tokens (expires_at);

-- Keys of the servers themselves, shared by all of them: those that sign access tokens, and one to derive others from.
CREATE TABLE server_keys (
  row_no       INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  org_id       TEXT NOT NULL,  -- 'platform': part of what ciphertext is bound to
  purpose      TEXT NOT NULL,
  value        TEXT NOT NULL,  -- rs1.<kid>.<base64url>
  public_key   TEXT NOT NULL,  -- a JWK; empty for a symmetric key
  created_at   INTEGER NOT NULL,
  activates_at INTEGER NOT NULL,
  retires_at   INTEGER
) STRICT;
