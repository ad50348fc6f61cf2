-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   t  ~ primary key
--      ~ all rows written anew
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: t.
-- Writes anew in full: t.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "3_contract.sql, which makes table t anew, has not run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    ((SELECT sql = 'CREATE TABLE "t" (
    a INTEGER NOT NULL,
    b TEXT NOT NULL,
    CONSTRAINT "new name"  PRIMARY KEY (a, b)
)' FROM sqlite_schema WHERE type = 'table' AND lower(name) = 't')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('t')
GROUP BY 1, 2;

-- c1 · Table t is written anew, since SQLite cannot do this in place: the primary key changes.
CREATE TEMP TABLE _sg_assert (
    c1 INTEGER CONSTRAINT "t has no column but a, b" CHECK (c1 = 1),
    c2 INTEGER CONSTRAINT "t has no index but none" CHECK (c2 = 1),
    c3 INTEGER CONSTRAINT "t has no trigger but none" CHECK (c3 = 1)
);
INSERT INTO _sg_assert SELECT
    NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo('t') EXCEPT VALUES ('a'), ('b')),
    NOT EXISTS (SELECT lower(name) FROM pragma_index_list('t') WHERE origin = 'c'),
    NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 't');
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_t (
    a INTEGER NOT NULL,
    b TEXT NOT NULL,
    CONSTRAINT "new name"  PRIMARY KEY (a, b)
);
INSERT INTO _sg_new_t (rowid, a, b)
SELECT
    rowid,
    a,
    b
FROM t;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of t is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_t) = (SELECT count(*) FROM t);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE t;
ALTER TABLE _sg_new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;

-- No reference may have lost its row before this is kept.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "no row refers to one that is not there, but those that did before" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (
    SELECT 1 FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('t')
    GROUP BY v."table", v.parent
    HAVING count(*) > coalesce((SELECT o.n FROM temp._sg_orphans AS o WHERE o.child = v."table" AND o.parent = v.parent), 0));
DROP TABLE temp._sg_assert;
DROP TABLE temp._sg_orphans;

COMMIT;
PRAGMA foreign_keys = ON;
