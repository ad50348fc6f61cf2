-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   a  - unique constraint a_e_key
--      + index a_e
--      ~ all rows written anew
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: a.
-- Writes anew in full: a.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which lets e be repeated (table a), has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes index a.a_e, has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (NOT EXISTS (SELECT 1 FROM pragma_index_list('a') AS i WHERE i.origin = 'u' AND (SELECT group_concat(lower(name)) FROM pragma_index_info(i.name)) = 'e') AND EXISTS (SELECT 1 FROM pragma_table_xinfo('a') WHERE lower(name) = 'e')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'a_e')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('a', 'r')
GROUP BY 1, 2;

-- e1 · Table a is written anew, since SQLite cannot do this in place: unique constraint a_e_key goes.
CREATE TEMP TABLE _sg_assert (
    c1 INTEGER CONSTRAINT "foreign_keys must be off while a is written anew" CHECK (c1 = 1),
    c2 INTEGER CONSTRAINT "a has no column but id, e" CHECK (c2 = 1),
    c3 INTEGER CONSTRAINT "a has no index but a_e" CHECK (c3 = 1),
    c4 INTEGER CONSTRAINT "a has no trigger but none" CHECK (c4 = 1)
);
INSERT INTO _sg_assert SELECT
    (SELECT foreign_keys = 0 FROM pragma_foreign_keys),
    NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo('a') EXCEPT VALUES ('id'), ('e')),
    NOT EXISTS (SELECT lower(name) FROM pragma_index_list('a') WHERE origin = 'c' EXCEPT VALUES ('a_e')),
    NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'a');
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_a (
    id INTEGER PRIMARY KEY,
    e TEXT
);
INSERT INTO _sg_new_a (id, e)
SELECT
    id,
    e
FROM a;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of a is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_a) = (SELECT count(*) FROM a);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE a;
ALTER TABLE _sg_new_a RENAME TO a;
PRAGMA legacy_alter_table = OFF;
CREATE UNIQUE INDEX a_e ON a (e);

-- No reference may have lost its row before this is kept.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "no row refers to one that is not there, but those that did before" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (
    SELECT 1 FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('a', 'r')
    GROUP BY v."table", v.parent
    HAVING count(*) > coalesce((SELECT o.n FROM temp._sg_orphans AS o WHERE o.child = v."table" AND o.parent = v.parent), 0));
DROP TABLE temp._sg_assert;
DROP TABLE temp._sg_orphans;

COMMIT;
PRAGMA foreign_keys = ON;
