-- Authorization: what db/sqlite/0005 says, in PostgreSQL's words.

ALTER TABLE orgs ADD COLUMN capabilities text COLLATE "C";
ALTER TABLE orgs ADD COLUMN disabled_at bigint;

CREATE TABLE delegation_grants (
  id              text COLLATE "C" NOT NULL PRIMARY KEY,
  grantor_org_id  text COLLATE "C" NOT NULL REFERENCES orgs (id),
  grantee_org_id  text COLLATE "C" NOT NULL REFERENCES orgs (id),
  grantee_user_id text COLLATE "C" REFERENCES users (id),
  granted_by      text COLLATE "C" NOT NULL REFERENCES users (id),
  capabilities    text COLLATE "C" NOT NULL,
  created_at      bigint NOT NULL,
  expires_at      bigint NOT NULL,
  revoked_at      bigint,
  revoked_by      text COLLATE "C" REFERENCES users (id)
);
CREATE INDEX delegation_grants_given ON delegation_grants (grantor_org_id, id);
CREATE INDEX delegation_grants_received ON delegation_grants (grantee_org_id, id);
CREATE INDEX delegation_grants_live ON delegation_grants (grantee_org_id, expires_at) WHERE revoked_at IS NULL;

-- Both ends of a grant see it; only the one that gives writes it, or whoever receives could help themselves.
ALTER TABLE delegation_grants ENABLE ROW LEVEL SECURITY;
CREATE POLICY delegation_grants_of_orgs ON delegation_grants USING
  (grantor_org_id = (SELECT current_setting('ratestack.org_id', true))
   OR grantee_org_id = (SELECT current_setting('ratestack.org_id', true))
   OR (SELECT current_setting('ratestack.org_id', true)) = '*')
  WITH CHECK
  (grantor_org_id = (SELECT current_setting('ratestack.org_id', true))
   OR (SELECT current_setting('ratestack.org_id', true)) = '*');

-- By columns: what was granted stays as it was, and a type of organisation, too.
DO $$
DECLARE server_role text := current_setting('ratestack.server_role');
BEGIN
  EXECUTE format('GRANT UPDATE (capabilities, disabled_at) ON orgs TO %I', server_role);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE (revoked_at, revoked_by) ON delegation_grants TO %I', server_role);
END $$;
