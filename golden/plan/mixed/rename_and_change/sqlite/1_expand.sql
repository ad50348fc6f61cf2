-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e1 on, because of steps e1, e2 and e3.
-- This migration has nothing to do in migrate.
--
--   people  ~ table users becomes people
--   notes   ~ column user_id becomes author_id
--           ~ index notes_user_id_idx becomes notes_author_id_idx
--           - foreign key notes_user_id_fkey
--           ~ all rows written anew
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: notes, people.
-- Writes anew in full: notes, people.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- schemagen: id=e1 phase=expand lock=database rewrite=no scan=no tx=own
-- The table users is called people from here on, and the old application no longer finds it.
ALTER TABLE users RENAME TO people;

-- schemagen: id=e2 phase=expand lock=database rewrite=no scan=no tx=own
-- The column user_id is called author_id from here on, and the old application no longer finds it.
ALTER TABLE notes RENAME COLUMN user_id TO author_id;

-- schemagen: id=e3 phase=expand lock=database rewrite=no scan=no tx=own
-- The column name is called full_name from here on, and the old application no longer finds it.
ALTER TABLE people RENAME COLUMN name TO full_name;

-- schemagen: id=e4 phase=expand lock=database rewrite=no scan=yes tx=own
-- The index notes_user_id_idx is called notes_author_id_idx from here on.
DROP INDEX notes_user_id_idx;
CREATE INDEX notes_author_id_idx ON notes (author_id);

-- schemagen: id=e5 phase=expand lock=database rewrite=yes scan=yes tx=own
-- Table notes is written anew, since SQLite cannot do this in place: foreign key notes_user_id_fkey goes.
CREATE TABLE _sg_new_notes (
    id integer PRIMARY KEY,
    author_id integer NOT NULL
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

-- schemagen: id=e6 phase=expand lock=database rewrite=yes scan=yes tx=own
-- Table people is written anew, since SQLite cannot do this in place: column level is added, column age gets the default 18.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "foreign_keys must be off while people is written anew" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT foreign_keys = 0 FROM pragma_foreign_keys;
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_people (
    id integer PRIMARY KEY,
    full_name text NOT NULL,
    age integer DEFAULT 18,
    level integer NOT NULL DEFAULT 1
);
INSERT INTO _sg_new_people (id, full_name, age)
SELECT
    id,
    full_name,
    age
FROM people;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of people is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_people) = (SELECT count(*) FROM people);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE people;
ALTER TABLE _sg_new_people RENAME TO people;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX people_age ON people (age) WHERE full_name <> '';

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
