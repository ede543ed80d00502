-- Whether a passkey's authenticator may copy its key to other devices, as it said when the key was made: it must say the
-- same at each use (WebAuthn section 6.1.3). NULL: not kept, of those that were registered before this column.
ALTER TABLE passkeys ADD COLUMN backup_eligible INTEGER CHECK (backup_eligible IN (0, 1));
