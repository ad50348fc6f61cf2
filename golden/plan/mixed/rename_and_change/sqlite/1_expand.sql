-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on, because of steps e1, e2 and e3.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   people  ~ table users becomes people
--   notes   ~ column user_id becomes author_id
--           - foreign key notes_user_id_fkey
--           + index notes_author_id_idx
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

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes table people, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes column notes.author_id, has not run" CHECK (c2),
    c3 INTEGER CONSTRAINT "1_expand.sql, which makes column people.full_name, has not run" CHECK (c3),
    c4 INTEGER CONSTRAINT "1_expand.sql, which no longer refers to people (table notes), has not run" CHECK (c4),
    c5 INTEGER CONSTRAINT "1_expand.sql, which makes index notes.notes_author_id_idx, has not run" CHECK (c5),
    c6 INTEGER CONSTRAINT "1_expand.sql, which gives column age its new default (table people), has not run" CHECK (c6),
    c7 INTEGER CONSTRAINT "1_expand.sql, which makes index people.people_age, has not run" CHECK (c7),
    c8 INTEGER CONSTRAINT "1_expand.sql, which makes column people.level, has not run" CHECK (c8),
    c9 INTEGER CONSTRAINT "3_contract.sql, which gives column age its new type (table people), has not run" CHECK (c9),
    c10 INTEGER CONSTRAINT "3_contract.sql, which checks length(full_name) > 0 (table people), has not run" CHECK (c10),
    c11 INTEGER CONSTRAINT "3_contract.sql, which makes table notes anew, has not run" CHECK (c11),
    c12 INTEGER CONSTRAINT "3_contract.sql, which drops index notes.notes_user_id_idx, has not run" CHECK (c12)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'people')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('notes') WHERE lower(name) = 'author_id')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('people') WHERE lower(name) = 'full_name')) IS NOT TRUE,
    (NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list('notes') WHERE lower("table") = 'people' AND lower("from") = 'author_id') AND EXISTS (SELECT 1 FROM pragma_table_xinfo('notes') WHERE lower(name) = 'author_id') AND EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'people')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'notes_author_id_idx')) IS NOT TRUE,
    ((SELECT replace(replace(replace(lower(dflt_value), ' ', ''), '(', ''), ')', '') = '18' FROM pragma_table_xinfo('people') WHERE lower(name) = 'age')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'people_age')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('people') WHERE lower(name) = 'level')) IS NOT TRUE,
    ((SELECT lower(type) = 'bigint' FROM pragma_table_xinfo('people') WHERE lower(name) = 'age')) IS NOT TRUE,
    ((SELECT instr(sql, 'length(full_name) > 0') > 0 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'people')) IS NOT TRUE,
    ((SELECT sql = 'CREATE TABLE "notes" (
    id integer PRIMARY KEY,
    author_id integer NOT NULL REFERENCES people (id) ON DELETE CASCADE
)' FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'notes')) IS NOT TRUE,
    (NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'notes_user_id_idx')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · The table users is called people from here on, and the old application no longer finds it.
ALTER TABLE users RENAME TO people;

-- e2 · The column user_id is called author_id from here on, and the old application no longer finds it.
ALTER TABLE notes RENAME COLUMN user_id TO author_id;

-- e3 · The column name is called full_name from here on, and the old application no longer finds it.
ALTER TABLE people RENAME COLUMN name TO full_name;

-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('notes', 'people')
GROUP BY 1, 2;

-- e4 · Table notes is written anew, since SQLite cannot do this in place: foreign key notes_user_id_fkey goes.
CREATE TEMP TABLE _sg_assert (
    c1 INTEGER CONSTRAINT "notes has no column but id, author_id" CHECK (c1 = 1),
    c2 INTEGER CONSTRAINT "notes has no index but notes_author_id_idx, notes_user_id_idx" CHECK (c2 = 1),
    c3 INTEGER CONSTRAINT "notes has no trigger but none" CHECK (c3 = 1)
);
INSERT INTO _sg_assert SELECT
    NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo('notes') EXCEPT VALUES ('id'), ('author_id')),
    NOT EXISTS (SELECT lower(name) FROM pragma_index_list('notes') WHERE origin = 'c' EXCEPT VALUES ('notes_author_id_idx'), ('notes_user_id_idx')),
    NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'notes');
DROP TABLE temp._sg_assert;
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
CREATE INDEX notes_user_id_idx ON notes (author_id);

-- e5 · Table people is written anew, since SQLite cannot do this in place: column level is added, column age gets the default 18.
CREATE TEMP TABLE _sg_assert (
    c1 INTEGER CONSTRAINT "foreign_keys must be off while people is written anew" CHECK (c1 = 1),
    c2 INTEGER CONSTRAINT "people has no column but id, full_name, age" CHECK (c2 = 1),
    c3 INTEGER CONSTRAINT "people has no index but people_age" CHECK (c3 = 1),
    c4 INTEGER CONSTRAINT "people has no trigger but none" CHECK (c4 = 1)
);
INSERT INTO _sg_assert SELECT
    (SELECT foreign_keys = 0 FROM pragma_foreign_keys),
    NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo('people') EXCEPT VALUES ('id'), ('full_name'), ('age')),
    NOT EXISTS (SELECT lower(name) FROM pragma_index_list('people') WHERE origin = 'c' EXCEPT VALUES ('people_age')),
    NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'people');
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

-- No reference may have lost its row before this is kept.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "no row refers to one that is not there, but those that did before" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (
    SELECT 1 FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('notes', 'people')
    GROUP BY v."table", v.parent
    HAVING count(*) > coalesce((SELECT o.n FROM temp._sg_orphans AS o WHERE o.child = v."table" AND o.parent = v.parent), 0));
DROP TABLE temp._sg_assert;
DROP TABLE temp._sg_orphans;

COMMIT;
PRAGMA foreign_keys = ON;
