-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   users  - column fax
--
-- Lost for good, unless there is a backup: the values of column users.fax.
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes view faxes anew, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "3_contract.sql, which drops column users.fax, has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    ((SELECT instr(lower(sql), ',') = 0 FROM sqlite_schema WHERE type = 'view' AND lower(name) = 'faxes')) IS TRUE,
    ((SELECT max(lower(name) = 'fax') FROM pragma_table_xinfo('users')) = 0) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- c1 · In table users: column fax goes.
ALTER TABLE users DROP COLUMN fax;

COMMIT;
