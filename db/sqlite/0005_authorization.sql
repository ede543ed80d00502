-- Authorization: what an organisation has enabled, whether it is disabled, and what it lets others' people do.

-- Names, separated by one space; NULL: all of the ceiling of its type, whatever that is by then.
ALTER TABLE orgs ADD COLUMN capabilities TEXT;
ALTER TABLE orgs ADD COLUMN disabled_at INTEGER;

-- A grant changes by its revocation alone, and is never deleted: it stays for whoever asks later who could do what.
CREATE TABLE delegation_grants (
  id              TEXT NOT NULL PRIMARY KEY,
  grantor_org_id  TEXT NOT NULL REFERENCES orgs (id),
  grantee_org_id  TEXT NOT NULL REFERENCES orgs (id),
  grantee_user_id TEXT REFERENCES users (id),  -- NULL: whoever the grantee lets act
  granted_by      TEXT NOT NULL REFERENCES users (id),
  capabilities    TEXT NOT NULL,  -- names, separated by one space
  created_at      INTEGER NOT NULL,
  expires_at      INTEGER NOT NULL,
  revoked_at      INTEGER,
  revoked_by      TEXT REFERENCES users (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX delegation_grants_given ON delegation_grants (grantor_org_id, id);
CREATE INDEX delegation_grants_received ON delegation_grants (grantee_org_id, id);
-- What every request of the grantee's people reads: those that have ended cost it nothing.
CREATE INDEX delegation_grants_live ON delegation_grants (grantee_org_id, expires_at) WHERE revoked_at IS NULL;
