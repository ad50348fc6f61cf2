-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- One transaction: all of it or nothing. It fails when rows written meanwhile break a rule that comes back.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- takes back e6: Table people is written anew, since SQLite cannot do this in place: column level is added, column age gets the default 18.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "foreign_keys must be off while people is written anew" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT foreign_keys = 0 FROM pragma_foreign_keys;
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_people (
    id integer PRIMARY KEY,
    full_name text NOT NULL,
    age integer
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

-- takes back e5: Table notes is written anew, since SQLite cannot do this in place: foreign key notes_user_id_fkey goes.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every notes (author_id) is in people" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT 1 FROM notes AS child WHERE child.author_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM people AS parent WHERE parent.id = child.author_id));
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_notes (
    id integer PRIMARY KEY,
    author_id integer NOT NULL,
    FOREIGN KEY (author_id) REFERENCES people (id)
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

-- takes back e4: The index notes_user_id_idx is called notes_author_id_idx from here on.
DROP INDEX notes_author_id_idx;
CREATE INDEX notes_user_id_idx ON notes (author_id);

-- takes back e3: The column name is called full_name from here on, and the old application no longer finds it.
ALTER TABLE people RENAME COLUMN full_name TO name;

-- takes back e2: The column user_id is called author_id from here on, and the old application no longer finds it.
ALTER TABLE notes RENAME COLUMN author_id TO user_id;

-- takes back e1: The table users is called people from here on, and the old application no longer finds it.
ALTER TABLE people RENAME TO users;

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
