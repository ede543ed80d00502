-- Organisations, their people and keys, the audit log and its heads, remembered answers.
-- Times are microseconds since 1970 (UTC); hashes are 32 raw bytes; ids are the prefixed texts that the API shows.

CREATE TABLE orgs (
  id         TEXT PRIMARY KEY,
  type       TEXT NOT NULL,
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- There is one platform organisation: ours.
CREATE UNIQUE INDEX orgs_one_platform ON orgs (type) WHERE type = 'PLATFORM';

CREATE TABLE users (
  id            TEXT PRIMARY KEY,
  org_id        TEXT NOT NULL REFERENCES orgs (id),
  email         TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
  id           TEXT PRIMARY KEY,
  org_id       TEXT NOT NULL REFERENCES orgs (id),
  name         TEXT NOT NULL,
  secret_hash  BLOB NOT NULL CHECK (length(secret_hash) = 32),
  capabilities TEXT NOT NULL,  -- names, separated by one space
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  revoked_at   INTEGER
) STRICT, WITHOUT ROWID;

-- The common audit log. `row` is the canonical text that was hashed: the evidence. The columns behind entry_hash repeat
-- parts of it for search alone.
CREATE TABLE common_audit_log (
  id               INTEGER PRIMARY KEY,
  previous_hash    BLOB NOT NULL CHECK (length(previous_hash) = 32),
  entry_hash       BLOB NOT NULL CHECK (length(entry_hash) = 32),
  row              TEXT NOT NULL,
  acting_as_org_id TEXT NOT NULL,
  org_seq          INTEGER NOT NULL,
  actor_id         TEXT NOT NULL,
  action           TEXT NOT NULL,
  correlation_id   TEXT NOT NULL,
  occurred_at      INTEGER NOT NULL,
  UNIQUE (acting_as_org_id, org_seq)
) STRICT;

-- Search, newest first, walks the log in stretches of 1024 ids from its end. With the stretch in front of the key, an
-- append touches the pages of the last stretch alone, however long the log has grown; an index by the bare key would
-- touch one page a row, anywhere. The second one holds every term but the correlation id, so that what a seek cannot
-- narrow is read from the index and not from the rows.
CREATE INDEX common_audit_log_by_correlation ON common_audit_log (id >> 10, correlation_id);
CREATE INDEX common_audit_log_by_terms
  ON common_audit_log (id >> 10, acting_as_org_id, action, actor_id, occurred_at);

-- A row takes the next id and continues the row before it, so no row is ever followed by two: a fork is impossible.
-- This is what UNIQUE (previous_hash) would promise, and more (no gap), without an index of random keys.
CREATE TRIGGER common_audit_log_continues BEFORE INSERT ON common_audit_log
WHEN ifnull((SELECT id = NEW.id - 1 AND entry_hash = NEW.previous_hash FROM common_audit_log ORDER BY id DESC LIMIT 1),
            NEW.id = 1 AND NEW.previous_hash = zeroblob(32)) IS NOT 1
BEGIN
  SELECT RAISE(ABORT, 'common_audit_log: a row must continue the row before it');
END;

CREATE TRIGGER common_audit_log_no_update BEFORE UPDATE ON common_audit_log
BEGIN
  SELECT RAISE(ABORT, 'common_audit_log is append-only: UPDATE refused');
END;

CREATE TRIGGER common_audit_log_no_delete BEFORE DELETE ON common_audit_log
BEGIN
  SELECT RAISE(ABORT, 'common_audit_log is append-only: DELETE refused');
END;

-- Where each log ends. Moves in the transaction that appends, so a tail cut off the log is noticed.
CREATE TABLE audit_heads (
  log        TEXT PRIMARY KEY,
  last_id    INTEGER NOT NULL,
  entry_hash BLOB NOT NULL CHECK (length(entry_hash) = 32)
) STRICT, WITHOUT ROWID;

INSERT INTO audit_heads VALUES ('common', 0, zeroblob(32));

-- Where each organisation's own chain ends.
CREATE TABLE audit_org_heads (
  log        TEXT NOT NULL,
  org_id     TEXT NOT NULL,
  seq        INTEGER NOT NULL,
  entry_hash BLOB NOT NULL CHECK (length(entry_hash) = 32),
  PRIMARY KEY (log, org_id)
) STRICT, WITHOUT ROWID;

-- Answers given under an Idempotency-Key, for a day.
CREATE TABLE idempotent_answers (
  org_id       TEXT NOT NULL,
  key          TEXT NOT NULL,
  request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
  status       INTEGER NOT NULL,
  body         TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  UNIQUE (org_id, key)
) STRICT;

CREATE INDEX idempotent_answers_by_time ON idempotent_answers (created_at);
