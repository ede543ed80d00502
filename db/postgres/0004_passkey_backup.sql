-- What db/sqlite/0004 says, in PostgreSQL's words.
ALTER TABLE passkeys ADD COLUMN backup_eligible bigint CHECK (backup_eligible IN (0, 1));
