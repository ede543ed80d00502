-- An API key may grant, too: granted_by and revoked_by name actors, a person or a key.

ALTER TABLE delegation_grants DROP CONSTRAINT delegation_grants_granted_by_fkey;
ALTER TABLE delegation_grants DROP CONSTRAINT delegation_grants_revoked_by_fkey;
