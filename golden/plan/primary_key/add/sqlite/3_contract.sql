-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   t  + primary key
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

-- c1 · Table t is written anew, since SQLite cannot do this in place: the primary key is added.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "t (a, b) holds no value twice" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT 1 FROM t WHERE a IS NOT NULL AND b IS NOT NULL GROUP BY a, b HAVING count(*) > 1);
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_t (
    a integer NOT NULL,
    b text NOT NULL,
    PRIMARY KEY (a, b)
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

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
