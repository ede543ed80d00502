-- Organisations, their people and keys, the audit log and its heads, remembered answers: what db/sqlite/0001 says, in
-- PostgreSQL's words. Times are microseconds since 1970 (UTC); hashes are 32 raw bytes; ids are the prefixed texts that
-- the API shows. Texts compare by their bytes.

CREATE TABLE orgs (
  id         text COLLATE "C" PRIMARY KEY,
  type       text COLLATE "C" NOT NULL,
  name       text NOT NULL,
  created_at bigint NOT NULL
);

-- There is one platform organisation: ours.
CREATE UNIQUE INDEX orgs_one_platform ON orgs (type) WHERE type = 'PLATFORM';

CREATE TABLE users (
  id            text COLLATE "C" PRIMARY KEY,
  org_id        text COLLATE "C" NOT NULL REFERENCES orgs (id),
  email         text COLLATE "C" NOT NULL UNIQUE,
  password_hash text NOT NULL,
  created_at    bigint NOT NULL
);

CREATE TABLE api_keys (
  id           text COLLATE "C" PRIMARY KEY,
  org_id       text COLLATE "C" NOT NULL REFERENCES orgs (id),
  name         text NOT NULL,
  secret_hash  bytea NOT NULL CHECK (length(secret_hash) = 32),
  capabilities text NOT NULL,  -- names, separated by one space
  created_at   bigint NOT NULL,
  expires_at   bigint,
  revoked_at   bigint
);

-- The common audit log. `row` is the canonical text that was hashed: the evidence, never jsonb, which rewrites numbers and
-- order. The columns behind entry_hash repeat parts of it for search alone. A statement keeps the text as it is: what
-- compression would save, verification would pay again at every reading.
CREATE TABLE common_audit_log (
  id               bigint PRIMARY KEY,
  previous_hash    bytea NOT NULL CHECK (length(previous_hash) = 32),
  entry_hash       bytea NOT NULL CHECK (length(entry_hash) = 32),
  row              text COLLATE "C" NOT NULL,
  acting_as_org_id text COLLATE "C" NOT NULL,
  org_seq          bigint NOT NULL,
  actor_id         text COLLATE "C" NOT NULL,
  action           text COLLATE "C" NOT NULL,
  correlation_id   text COLLATE "C" NOT NULL,
  occurred_at      bigint NOT NULL,
  -- Search, newest first, walks the log in stretches of 1024 ids from its end (db/sqlite says why). A column and not an
  -- expression: under row-level security an index serves only operators that are leakproof, and >> is not.
  stretch          bigint NOT NULL GENERATED ALWAYS AS (id >> 10) STORED,
  UNIQUE (acting_as_org_id, org_seq)
);
ALTER TABLE common_audit_log ALTER COLUMN row SET STORAGE EXTERNAL;

CREATE INDEX common_audit_log_by_correlation ON common_audit_log (stretch, correlation_id);
CREATE INDEX common_audit_log_by_terms ON common_audit_log (stretch, acting_as_org_id, action, actor_id, occurred_at, id);

-- A row takes the next id and continues the row before it: no gap, and no row is ever followed by two. Looked at once a
-- statement: the first of its rows against the log, each other one against the one before it. Under concurrency the primary
-- key decides: of two rows of one id the second waits for the first, and fails.
CREATE FUNCTION common_audit_log_continues() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (
      SELECT id, previous_hash, lag(id) OVER by_id AS before_id, lag(entry_hash) OVER by_id AS before_hash
      FROM added WINDOW by_id AS (ORDER BY id)
    ) AS row
    WHERE CASE
      WHEN before_id IS NOT NULL THEN id <> before_id + 1 OR previous_hash <> before_hash
      WHEN id = 1 THEN previous_hash <> decode(repeat('00', 32), 'hex')
      ELSE previous_hash IS DISTINCT FROM (SELECT entry_hash FROM common_audit_log AS log WHERE log.id = row.id - 1)
    END
  ) THEN
    RAISE EXCEPTION 'common_audit_log: a row must continue the row before it' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER common_audit_log_continues AFTER INSERT ON common_audit_log
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION common_audit_log_continues();

-- Per statement, so that TRUNCATE, which row triggers never see, is refused by the same rule.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER common_audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON common_audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Where each log ends. Moves in the transaction that appends, so a tail cut off the log is noticed.
CREATE TABLE audit_heads (
  log        text COLLATE "C" PRIMARY KEY,
  last_id    bigint NOT NULL,
  entry_hash bytea NOT NULL CHECK (length(entry_hash) = 32)
) WITH (fillfactor = 10);  -- rewritten with every batch: the new version finds room on the page of the old one

INSERT INTO audit_heads VALUES ('common', 0, decode(repeat('00', 32), 'hex'));

-- Where each organisation's own chain ends.
CREATE TABLE audit_org_heads (
  log        text COLLATE "C" NOT NULL,
  org_id     text COLLATE "C" NOT NULL,
  seq        bigint NOT NULL,
  entry_hash bytea NOT NULL CHECK (length(entry_hash) = 32),
  PRIMARY KEY (log, org_id)
) WITH (fillfactor = 50);

-- Answers given under an Idempotency-Key, for a day.
CREATE TABLE idempotent_answers (
  org_id       text COLLATE "C" NOT NULL,
  key          text COLLATE "C" NOT NULL,
  request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
  status       bigint NOT NULL,
  body         text NOT NULL,
  created_at   bigint NOT NULL,
  UNIQUE (org_id, key)
);
CREATE INDEX idempotent_answers_by_time ON idempotent_answers (created_at);

-- The second wall between tenants: a session sees the rows of the organisation that it says it reads for, and without a
-- word none at all; '*' is the platform. The server says so from the caller's credential, so that a query with a
-- forgotten WHERE answers too little instead of too much. The sub-select is computed once a statement, not once a row.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE common_audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_org_heads ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotent_answers ENABLE ROW LEVEL SECURITY;
CREATE POLICY users_of_org ON users USING
  (org_id = (SELECT current_setting('ratestack.org_id', true)) OR (SELECT current_setting('ratestack.org_id', true)) = '*');
CREATE POLICY api_keys_of_org ON api_keys USING
  (org_id = (SELECT current_setting('ratestack.org_id', true)) OR (SELECT current_setting('ratestack.org_id', true)) = '*');
CREATE POLICY common_audit_log_of_org ON common_audit_log USING
  (acting_as_org_id = (SELECT current_setting('ratestack.org_id', true))
   OR (SELECT current_setting('ratestack.org_id', true)) = '*');
CREATE POLICY audit_org_heads_of_org ON audit_org_heads USING
  (org_id = (SELECT current_setting('ratestack.org_id', true)) OR (SELECT current_setting('ratestack.org_id', true)) = '*');
CREATE POLICY idempotent_answers_of_org ON idempotent_answers USING
  (org_id = (SELECT current_setting('ratestack.org_id', true)) OR (SELECT current_setting('ratestack.org_id', true)) = '*');

-- What the server's role may do. It owns nothing; on the log it has INSERT and SELECT alone. `ratestack migrate
-- --server-role` names it.
DO $$
DECLARE server_role text := current_setting('ratestack.server_role');
BEGIN
  EXECUTE format('GRANT SELECT ON schema_migrations TO %I', server_role);
  EXECUTE format('GRANT SELECT, INSERT ON common_audit_log TO %I', server_role);
  EXECUTE format('GRANT SELECT, UPDATE ON audit_heads TO %I', server_role);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON audit_org_heads TO %I', server_role);
  EXECUTE format('GRANT SELECT, INSERT, DELETE ON idempotent_answers TO %I', server_role);
  EXECUTE format('GRANT SELECT, INSERT ON orgs, users, api_keys TO %I', server_role);
END $$;
