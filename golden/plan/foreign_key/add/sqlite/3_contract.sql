-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   notes  + foreign key notes_user_id_fkey
--          ~ all rows written anew
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: notes.
-- Writes anew in full: notes.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- c1 · Table notes is written anew, since SQLite cannot do this in place: foreign key notes_user_id_fkey is added.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every notes (user_id) is in users" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT 1 FROM notes AS child WHERE child.user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM users AS parent WHERE parent.id = child.user_id));
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_notes (
    id integer PRIMARY KEY,
    user_id integer REFERENCES users (id) ON UPDATE CASCADE ON DELETE CASCADE
);
INSERT INTO _sg_new_notes (id, user_id)
SELECT
    id,
    user_id
FROM notes;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of notes is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_notes) = (SELECT count(*) FROM notes);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE notes;
ALTER TABLE _sg_new_notes RENAME TO notes;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX notes_user_id_idx ON notes (user_id);

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
