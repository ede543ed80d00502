-- What db/sqlite/0008 says, in PostgreSQL's words.

ALTER TABLE sessions ADD COLUMN provider_issuer text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN provider_subject text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN provider_session text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX sessions_by_provider_subject ON sessions (provider_issuer, provider_subject) WHERE provider_issuer <> '';
CREATE INDEX sessions_by_provider_session ON sessions (provider_issuer, provider_session) WHERE provider_issuer <> '';

CREATE TABLE provider_logouts (
  issuer     text COLLATE "C" NOT NULL,
  subject    text COLLATE "C" NOT NULL,
  session    text COLLATE "C" NOT NULL,
  issued_at  bigint NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (issuer, subject, session)
);

DO $$
DECLARE server_role text := current_setting('ratestack.server_role');
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON provider_logouts TO %I', server_role);
END $$;
