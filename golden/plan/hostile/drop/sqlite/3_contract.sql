-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   "View; DROP TABLE x"  - view
--   "Order By"            - table
--
-- Lost for good, unless there is a backup: the rows of table "Order By".
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "3_contract.sql, which drops view ""View; DROP TABLE x"", has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "3_contract.sql, which drops table ""Order By"", has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'view' AND lower(name) = 'view; drop table x')) IS NOT TRUE,
    (NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'order by')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- c1 · View View; DROP TABLE x goes.
DROP VIEW "View; DROP TABLE x";

-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('order by')
GROUP BY 1, 2;

-- c2 · Table Order By goes, and its rows with it. Rows that refer to it are not touched.
DROP TABLE "Order By";

-- No reference may have lost its row before this is kept.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "no row refers to one that is not there, but those that did before" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (
    SELECT 1 FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('order by')
    GROUP BY v."table", v.parent
    HAVING count(*) > coalesce((SELECT o.n FROM temp._sg_orphans AS o WHERE o.child = v."table" AND o.parent = v.parent), 0));
DROP TABLE temp._sg_assert;
DROP TABLE temp._sg_orphans;

COMMIT;
PRAGMA foreign_keys = ON;
