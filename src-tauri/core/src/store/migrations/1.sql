-- Version 1: credentials, their sealed secrets, what happened, and small documents.
--
-- Identifiers are never given twice (AUTOINCREMENT): a secret is sealed for its owner's identifier.

CREATE TABLE credential (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  grouping TEXT NOT NULL,
  form TEXT NOT NULL,
  notes TEXT NOT NULL,
  ticks TEXT NOT NULL,
  key_home TEXT NOT NULL,
  key_origin TEXT,
  certificate BLOB,
  certificate_origin TEXT,
  certificate_not_before INTEGER,
  certificate_not_after INTEGER,
  last_result TEXT,
  api_key TEXT NOT NULL,
  folded TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

-- Without a credential it is the practice server's.
CREATE TABLE secret (
  id INTEGER PRIMARY KEY,
  credential INTEGER REFERENCES credential (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX secret_of ON secret (ifnull(credential, 0), kind);

-- One row: how secrets are sealed.
CREATE TABLE vault (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id BLOB NOT NULL,
  protection TEXT NOT NULL,
  key_check BLOB NOT NULL,
  salt BLOB,
  memory_kib INTEGER,
  passes INTEGER,
  lanes INTEGER
) STRICT;

CREATE TABLE attempt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  credential INTEGER NOT NULL REFERENCES credential (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  url TEXT NOT NULL,
  verdict TEXT NOT NULL,
  status INTEGER,
  duration_ms INTEGER NOT NULL,
  error TEXT,
  finding TEXT,
  folded TEXT NOT NULL
) STRICT;
CREATE INDEX attempt_by_time ON attempt (at, id);
CREATE INDEX attempt_of ON attempt (credential, at, id);

-- Apart from its attempt, so that a list of attempts does not read it.
CREATE TABLE exchange (
  attempt INTEGER PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
  shown TEXT NOT NULL
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL
) STRICT;
