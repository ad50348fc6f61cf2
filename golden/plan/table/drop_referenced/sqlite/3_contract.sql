-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Until contract the new application has to obey rules that it no longer states: step c2.
-- Deploy the new application before this file.
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

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "3_contract.sql, which drops table users, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "3_contract.sql, which no longer refers to users (table notes), has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'users')) IS NOT TRUE,
    (NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list('notes') WHERE lower("table") = 'users' AND lower("from") = 'user_id') AND EXISTS (SELECT 1 FROM pragma_table_xinfo('notes') WHERE lower(name) = 'user_id') AND EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'users')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('notes', 'users')
GROUP BY 1, 2;

-- c1 · Table users goes, and its rows with it. Rows that refer to it are not touched.
DROP TABLE users;

-- c2 · Table notes is written anew, since SQLite cannot do this in place: foreign key notes_user_id_fkey goes.
CREATE TEMP TABLE _sg_assert (
    c1 INTEGER CONSTRAINT "notes has no column but id, user_id, body" CHECK (c1 = 1),
    c2 INTEGER CONSTRAINT "notes has no index but none" CHECK (c2 = 1),
    c3 INTEGER CONSTRAINT "notes has no trigger but none" CHECK (c3 = 1)
);
INSERT INTO _sg_assert SELECT
    NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo('notes') EXCEPT VALUES ('id'), ('user_id'), ('body')),
    NOT EXISTS (SELECT lower(name) FROM pragma_index_list('notes') WHERE origin = 'c'),
    NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'notes');
DROP TABLE temp._sg_assert;
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

-- No reference may have lost its row before this is kept.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "no row refers to one that is not there, but those that did before" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (
    SELECT 1 FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('notes', 'users')
    GROUP BY v."table", v.parent
    HAVING count(*) > coalesce((SELECT o.n FROM temp._sg_orphans AS o WHERE o.child = v."table" AND o.parent = v.parent), 0));
DROP TABLE temp._sg_assert;
DROP TABLE temp._sg_orphans;

COMMIT;
PRAGMA foreign_keys = ON;
