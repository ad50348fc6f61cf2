-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   people  ~ column age
--           + check people_full_name_check
--           ~ all rows written anew
--   notes   + foreign key notes_author_id_fkey
--           ~ all rows written anew
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: people, notes.
-- Writes anew in full: people, notes.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c1 and c2.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- schemagen: id=c1 phase=contract lock=database rewrite=yes scan=yes tx=own
-- Table people is written anew, since SQLite cannot do this in place: column age gets the type bigint, check people_full_name_check is added.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "foreign_keys must be off while people is written anew" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT foreign_keys = 0 FROM pragma_foreign_keys;
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_people (
    id integer PRIMARY KEY,
    full_name text NOT NULL CHECK (length(full_name) > 0),
    age bigint DEFAULT 18,
    level integer NOT NULL DEFAULT 1
);
INSERT INTO _sg_new_people (id, full_name, age, level)
SELECT
    id,
    full_name,
    age,
    level
FROM people;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of people is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_people) = (SELECT count(*) FROM people);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE people;
ALTER TABLE _sg_new_people RENAME TO people;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX people_age ON people (age) WHERE full_name <> '';

-- schemagen: id=c2 phase=contract lock=database rewrite=yes scan=yes tx=own
-- Table notes is written anew, since SQLite cannot do this in place: foreign key notes_author_id_fkey is added.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every notes (author_id) is in people" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT 1 FROM notes AS child WHERE child.author_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM people AS parent WHERE parent.id = child.author_id));
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_notes (
    id integer PRIMARY KEY,
    author_id integer NOT NULL REFERENCES people (id) ON DELETE CASCADE
);
INSERT INTO _sg_new_notes (id, author_id)
SELECT
    id,
    author_id
FROM notes;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of notes is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_notes) = (SELECT count(*) FROM notes);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE notes;
ALTER TABLE _sg_new_notes RENAME TO notes;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX notes_author_id_idx ON notes (author_id);

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
