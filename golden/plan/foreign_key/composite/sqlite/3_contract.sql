-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   b  + foreign key b_p_q_fkey
--      ~ all rows written anew
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: b.
-- Writes anew in full: b.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "3_contract.sql, which refers to a (table b), has not run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM pragma_foreign_key_list('b') WHERE lower("table") = 'a' AND lower("from") = 'p')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('b')
GROUP BY 1, 2;

-- c1 · Table b is written anew, since SQLite cannot do this in place: foreign key b_p_q_fkey is added.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every b (p, q) is in a" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT 1 FROM b AS child WHERE child.p IS NOT NULL AND child.q IS NOT NULL AND NOT EXISTS (SELECT 1 FROM a AS parent WHERE parent.x = child.p AND parent.y = child.q));
DROP TABLE temp._sg_assert;
CREATE TEMP TABLE _sg_assert (
    c1 INTEGER CONSTRAINT "b has no column but p, q" CHECK (c1 = 1),
    c2 INTEGER CONSTRAINT "b has no index but none" CHECK (c2 = 1),
    c3 INTEGER CONSTRAINT "b has no trigger but none" CHECK (c3 = 1)
);
INSERT INTO _sg_assert SELECT
    NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo('b') EXCEPT VALUES ('p'), ('q')),
    NOT EXISTS (SELECT lower(name) FROM pragma_index_list('b') WHERE origin = 'c'),
    NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'b');
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_b (
    p integer,
    q integer,
    FOREIGN KEY (p, q) REFERENCES a (x, y) MATCH FULL
);
INSERT INTO _sg_new_b (rowid, p, q)
SELECT
    rowid,
    p,
    q
FROM b;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of b is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_b) = (SELECT count(*) FROM b);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE b;
ALTER TABLE _sg_new_b RENAME TO b;
PRAGMA legacy_alter_table = OFF;

-- No reference may have lost its row before this is kept.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "no row refers to one that is not there, but those that did before" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (
    SELECT 1 FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('b')
    GROUP BY v."table", v.parent
    HAVING count(*) > coalesce((SELECT o.n FROM temp._sg_orphans AS o WHERE o.child = v."table" AND o.parent = v.parent), 0));
DROP TABLE temp._sg_assert;
DROP TABLE temp._sg_orphans;

COMMIT;
PRAGMA foreign_keys = ON;
