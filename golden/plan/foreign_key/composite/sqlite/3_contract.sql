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

-- c1 · Table b is written anew, since SQLite cannot do this in place: foreign key b_p_q_fkey is added.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every b (p, q) is in a" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT 1 FROM b AS child WHERE child.p IS NOT NULL AND child.q IS NOT NULL AND NOT EXISTS (SELECT 1 FROM a AS parent WHERE parent.x = child.p AND parent.y = child.q));
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

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
