-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Until contract the new application has to obey rules that it no longer states: step c2.
-- This migration has nothing to do in expand and migrate.
--
--   users  - table
--   notes  - foreign key notes_user_id_fkey
--          ~ all rows written anew
--
-- Lost for good, unless there is a backup: the rows of table users.
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: notes.
-- Writes anew in full: notes.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- schemagen: id=c1 phase=contract lock=database rewrite=no scan=no loss=table:users tx=own
-- Table users goes, and its rows with it. Rows that refer to it are not touched.
DROP TABLE users;

-- schemagen: id=c2 phase=contract lock=database rewrite=yes scan=yes tx=own
-- Table notes is written anew, since SQLite cannot do this in place: foreign key notes_user_id_fkey goes.
CREATE TABLE _sg_new_notes (
    id integer PRIMARY KEY,
    user_id integer NOT NULL,
    body text NOT NULL
);
INSERT INTO _sg_new_notes (id, user_id, body)
SELECT
    id,
    user_id,
    body
FROM notes;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of notes is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_notes) = (SELECT count(*) FROM notes);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE notes;
ALTER TABLE _sg_new_notes RENAME TO notes;
PRAGMA legacy_alter_table = OFF;

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
