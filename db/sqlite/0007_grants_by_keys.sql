-- An API key may grant, too: granted_by and revoked_by name actors, a person or a key. SQLite changes no constraint of a
-- table that is there, so the table is made anew.

CREATE TABLE delegation_grants_by_actors (
  id              TEXT NOT NULL PRIMARY KEY,
  grantor_org_id  TEXT NOT NULL REFERENCES orgs (id),
  grantee_org_id  TEXT NOT NULL REFERENCES orgs (id),
  grantee_user_id TEXT REFERENCES users (id),  -- NULL: whoever the grantee lets act
  granted_by      TEXT NOT NULL,  -- usr_... or key_...
  capabilities    TEXT NOT NULL,  -- names, separated by one space
  created_at      INTEGER NOT NULL,
  expires_at      INTEGER NOT NULL,
  revoked_at      INTEGER,
  revoked_by      TEXT  -- usr_... or key_...
) STRICT, WITHOUT ROWID;
INSERT INTO delegation_grants_by_actors SELECT id, grantor_org_id, grantee_org_id, grantee_user_id, granted_by, capabilities,
  created_at, expires_at, revoked_at, revoked_by FROM delegation_grants;
DROP TABLE delegation_grants;
ALTER TABLE delegation_grants_by_actors RENAME TO delegation_grants;
CREATE INDEX delegation_grants_given ON delegation_grants (grantor_org_id, id);
CREATE INDEX delegation_grants_received ON delegation_grants (grantee_org_id, id);
-- What every request of the grantee's people reads: those that have ended cost it nothing.
CREATE INDEX delegation_grants_live ON delegation_grants (grantee_org_id, expires_at) WHERE revoked_at IS NULL;
