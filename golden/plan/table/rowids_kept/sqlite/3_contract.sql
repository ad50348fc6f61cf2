-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   lines  + check lines_body_check
--          ~ all rows written anew
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: lines.
-- Writes anew in full: lines.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- c1 · Table lines is written anew, since SQLite cannot do this in place: check lines_body_check is added.
CREATE TABLE _sg_new_lines (
    body TEXT NOT NULL CHECK (length(body) > 0)
);
INSERT INTO _sg_new_lines (rowid, body)
SELECT
    rowid,
    body
FROM lines;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of lines is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_lines) = (SELECT count(*) FROM lines);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE lines;
ALTER TABLE _sg_new_lines RENAME TO lines;
PRAGMA legacy_alter_table = OFF;

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
