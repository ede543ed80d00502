-- Lending: loans with their sealed borrowers, who else sees them, rate sheets, locks, documents, subscriptions.
-- Amounts are in the unit of their type (core/lending/amounts.hpp): cents, hundredths and thousandths of a percent, and
-- prices in millionths of a percent of par.
-- What belongs to a loan or a sheet refers to it with its owner, so that a row can never name the loan of one
-- organisation and another one as its owner.

CREATE TABLE loans (
  row_no        INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  org_id        TEXT NOT NULL REFERENCES orgs (id),
  amount        INTEGER NOT NULL,
  ltv           INTEGER NOT NULL,
  fico          INTEGER NOT NULL,
  state         TEXT NOT NULL,
  occupancy     TEXT NOT NULL,
  purpose       TEXT NOT NULL,
  status        TEXT NOT NULL,
  borrower      TEXT NOT NULL,  -- rs1.<kid>.<base64url>
  external_id   TEXT,           -- as the owner's own system names it
  version       INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  UNIQUE (org_id, id),
  UNIQUE (org_id, external_id)
) STRICT;

CREATE TABLE loan_shares (
  loan_id      TEXT NOT NULL,
  org_id       TEXT NOT NULL REFERENCES orgs (id),  -- that sees it
  owner_org_id TEXT NOT NULL,                       -- of the loan
  shared_by    TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (loan_id, org_id),
  FOREIGN KEY (owner_org_id, loan_id) REFERENCES loans (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX loan_shares_by_org ON loan_shares (org_id, loan_id);

-- A sheet never changes but by its activation. Its text is the one CSV that core writes of it.
CREATE TABLE rate_sheets (
  id           TEXT NOT NULL PRIMARY KEY,
  org_id       TEXT NOT NULL REFERENCES orgs (id),
  name         TEXT NOT NULL,
  digest       BLOB NOT NULL CHECK (length(digest) = 32),
  cells        INTEGER NOT NULL,
  products     TEXT NOT NULL,  -- codes, separated by one space
  uploaded_by  TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  activated_at INTEGER,
  activated_by TEXT,
  csv          TEXT NOT NULL,
  UNIQUE (org_id, id)
) STRICT;

-- Of one lender and product, one sheet is in force: the key says so.
CREATE TABLE products_in_force (
  org_id   TEXT NOT NULL,
  product  TEXT NOT NULL,
  sheet_id TEXT NOT NULL,
  PRIMARY KEY (org_id, product),
  FOREIGN KEY (org_id, sheet_id) REFERENCES rate_sheets (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX products_in_force_by_sheet ON products_in_force (sheet_id, product);

-- Whom a lender offers its sheets to.
CREATE TABLE sheet_readers (
  org_id        TEXT NOT NULL,  -- the lender
  reader_org_id TEXT NOT NULL REFERENCES orgs (id),
  created_at    INTEGER NOT NULL,
  PRIMARY KEY (org_id, reader_org_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sheet_readers_by_reader ON sheet_readers (reader_org_id, org_id);

CREATE TABLE rate_locks (
  id            TEXT NOT NULL PRIMARY KEY,
  loan_id       TEXT NOT NULL,
  org_id        TEXT NOT NULL,  -- the loan's owner, which requested it
  lender_org_id TEXT NOT NULL,  -- the sheet's owner, which commits it
  sheet_id      TEXT NOT NULL,
  product       TEXT NOT NULL,
  rate          INTEGER NOT NULL,
  days          INTEGER NOT NULL,
  price         INTEGER NOT NULL,  -- with the fees of its extensions
  requested_at  INTEGER NOT NULL,
  committed_at  INTEGER,
  extended_days INTEGER NOT NULL,
  evidence      TEXT NOT NULL,  -- canonical JSON: the loan's terms and the offer
  requested_by  TEXT NOT NULL,
  relock_of     TEXT REFERENCES rate_locks (id),
  committed_by  TEXT,
  confirmation  TEXT,
  version       INTEGER NOT NULL,
  FOREIGN KEY (org_id, loan_id) REFERENCES loans (org_id, id),
  FOREIGN KEY (lender_org_id, sheet_id) REFERENCES rate_sheets (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rate_locks_by_loan ON rate_locks (loan_id, id);
CREATE INDEX rate_locks_by_org ON rate_locks (org_id, id);
CREATE INDEX rate_locks_by_lender ON rate_locks (lender_org_id, id);

CREATE TABLE loan_documents (
  id                  TEXT NOT NULL PRIMARY KEY,
  loan_id             TEXT NOT NULL,
  org_id              TEXT NOT NULL,  -- the loan's owner
  delivered_by_org_id TEXT NOT NULL,
  kind                TEXT NOT NULL,
  name                TEXT NOT NULL,
  media_type          TEXT NOT NULL,
  size                INTEGER NOT NULL,
  digest              BLOB NOT NULL CHECK (length(digest) = 32),
  delivered_by        TEXT NOT NULL,
  created_at          INTEGER NOT NULL,
  UNIQUE (org_id, id),
  FOREIGN KEY (org_id, loan_id) REFERENCES loans (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX loan_documents_by_loan ON loan_documents (loan_id, id);

-- Sealed stretches of a document, each as long as a secret may be: a rekey reads them as it reads secrets.
CREATE TABLE document_parts (
  row_no      INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,  -- the document's, a dot, and the place from 0
  org_id      TEXT NOT NULL,
  document_id TEXT NOT NULL,
  place       INTEGER NOT NULL,
  content     TEXT NOT NULL,  -- rs1.<kid>.<base64url>
  UNIQUE (document_id, place),
  FOREIGN KEY (org_id, document_id) REFERENCES loan_documents (org_id, id)
) STRICT;

CREATE TABLE webhook_subscriptions (
  row_no     INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  org_id     TEXT NOT NULL REFERENCES orgs (id),
  url        TEXT NOT NULL,
  events     TEXT NOT NULL,  -- names, separated by one space
  secret     TEXT NOT NULL,  -- rs1.<kid>.<base64url>
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_subscriptions_by_org ON webhook_subscriptions (org_id, id);
