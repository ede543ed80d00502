-- Secrets: ciphertext under the master key, and how far its rotation is.

-- A table with a sealed column has row_no, id and org_id: a rekey walks it by row_no, and ciphertext is bound to org_id, table,
-- column and id. There is no index over ciphertext or its key's name: a rekey would move an entry of it for each row, while
-- what it would answer is asked now and then and costs one scan.
CREATE TABLE secrets (
  row_no      INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  org_id      TEXT NOT NULL REFERENCES orgs (id),
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL,
  value       TEXT NOT NULL,  -- rs1.<kid>.<base64url>
  fingerprint TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  UNIQUE (org_id, kind, name)
) STRICT;

-- The write fence, one row: which key is written under, and since which epoch. Whoever seals looks here in the same
-- transaction. The canary is sealed under that key: a wrong key is refused at the start, before it could do harm.
CREATE TABLE secret_fence (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  epoch     INTEGER NOT NULL,
  write_kid TEXT NOT NULL,
  canary    TEXT NOT NULL,
  moved_at  INTEGER NOT NULL
) STRICT;

-- The present rekey, or the last one, one row. Rekeyers take the next stretch of rows from its cursor.
CREATE TABLE secret_rekey (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  job_id        TEXT NOT NULL,
  epoch         INTEGER NOT NULL,
  target_kid    TEXT NOT NULL,
  state         TEXT NOT NULL,
  started_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  finished_at   INTEGER,
  total         INTEGER NOT NULL,
  done          INTEGER NOT NULL,
  cursor_column INTEGER NOT NULL,
  cursor_row    INTEGER NOT NULL
) STRICT;

-- Who works on it, and was last seen when: the stretch of one that went away is gone over again.
CREATE TABLE secret_rekeyers (
  worker  TEXT PRIMARY KEY,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Rows that do not open under any key given, with the reason: they do not stop the rest.
CREATE TABLE secret_quarantine (
  table_name  TEXT NOT NULL,
  column_name TEXT NOT NULL,
  row_id      TEXT NOT NULL,
  org_id      TEXT NOT NULL,
  reason      TEXT NOT NULL,
  noticed_at  INTEGER NOT NULL,
  PRIMARY KEY (table_name, column_name, row_id)
) STRICT, WITHOUT ROWID;
