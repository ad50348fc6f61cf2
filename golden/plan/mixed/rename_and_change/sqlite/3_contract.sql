-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   people  ~ column age
--           + check people_full_name_check
--           ~ all rows written anew
--   notes   - index notes_user_id_idx
--           + foreign key notes_author_id_fkey
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

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes table people, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes column notes.author_id, has run" CHECK (c2),
    c3 INTEGER CONSTRAINT "1_expand.sql, which makes column people.full_name, has run" CHECK (c3),
    c4 INTEGER CONSTRAINT "1_expand.sql, which no longer refers to people (table notes), has run" CHECK (c4),
    c5 INTEGER CONSTRAINT "1_expand.sql, which makes index notes.notes_author_id_idx, has run" CHECK (c5),
    c6 INTEGER CONSTRAINT "1_expand.sql, which gives column age its new default (table people), has run" CHECK (c6),
    c7 INTEGER CONSTRAINT "1_expand.sql, which makes index people.people_age, has run" CHECK (c7),
    c8 INTEGER CONSTRAINT "1_expand.sql, which makes column people.level, has run" CHECK (c8),
    c9 INTEGER CONSTRAINT "3_contract.sql, which gives column age its new type (table people), has not run" CHECK (c9),
    c10 INTEGER CONSTRAINT "3_contract.sql, which checks length(full_name) > 0 (table people), has not run" CHECK (c10),
    c11 INTEGER CONSTRAINT "3_contract.sql, which makes table notes anew, has not run" CHECK (c11),
    c12 INTEGER CONSTRAINT "3_contract.sql, which drops index notes.notes_user_id_idx, has not run" CHECK (c12)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'people')) IS TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('notes') WHERE lower(name) = 'author_id')) IS TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('people') WHERE lower(name) = 'full_name')) IS TRUE,
    (NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list('notes') WHERE lower("table") = 'people' AND lower("from") = 'author_id') AND EXISTS (SELECT 1 FROM pragma_table_xinfo('notes') WHERE lower(name) = 'author_id') AND EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'people')) IS TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'notes_author_id_idx')) IS TRUE,
    ((SELECT replace(replace(replace(lower(dflt_value), ' ', ''), '(', ''), ')', '') = '18' FROM pragma_table_xinfo('people') WHERE lower(name) = 'age')) IS TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'people_age')) IS TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('people') WHERE lower(name) = 'level')) IS TRUE,
    ((SELECT lower(type) = 'bigint' FROM pragma_table_xinfo('people') WHERE lower(name) = 'age')) IS NOT TRUE,
    ((SELECT instr(sql, 'length(full_name) > 0') > 0 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'people')) IS NOT TRUE,
    ((SELECT sql = 'CREATE TABLE "notes" (
    id integer PRIMARY KEY,
    author_id integer NOT NULL REFERENCES people (id) ON DELETE CASCADE
)' FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'notes')) IS NOT TRUE,
    (NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'notes_user_id_idx')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('notes', 'people')
GROUP BY 1, 2;

-- c1 · Table people is written anew, since SQLite cannot do this in place: column age gets the type bigint, check people_full_name_check is added.
CREATE TEMP TABLE _sg_assert (
    c1 INTEGER CONSTRAINT "foreign_keys must be off while people is written anew" CHECK (c1 = 1),
    c2 INTEGER CONSTRAINT "people has no column but id, full_name, age, level" CHECK (c2 = 1),
    c3 INTEGER CONSTRAINT "people has no index but people_age" CHECK (c3 = 1),
    c4 INTEGER CONSTRAINT "people has no trigger but none" CHECK (c4 = 1)
);
INSERT INTO _sg_assert SELECT
    (SELECT foreign_keys = 0 FROM pragma_foreign_keys),
    NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo('people') EXCEPT VALUES ('id'), ('full_name'), ('age'), ('level')),
    NOT EXISTS (SELECT lower(name) FROM pragma_index_list('people') WHERE origin = 'c' EXCEPT VALUES ('people_age')),
    NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'people');
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

-- c2 · Table notes is written anew, since SQLite cannot do this in place: foreign key notes_author_id_fkey is added.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every notes (author_id) is in people" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT 1 FROM notes AS child WHERE child.author_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM people AS parent WHERE parent.id = child.author_id));
DROP TABLE temp._sg_assert;
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
