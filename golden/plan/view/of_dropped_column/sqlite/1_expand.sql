-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   faxes  ~ view
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes view faxes anew, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "3_contract.sql, which drops column users.fax, has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    ((SELECT instr(lower(sql), ',') = 0 FROM sqlite_schema WHERE type = 'view' AND lower(name) = 'faxes')) IS NOT TRUE,
    ((SELECT max(lower(name) = 'fax') FROM pragma_table_xinfo('users')) = 0) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · View faxes is made anew with its new query, which lacks columns that the old application may read.
DROP VIEW faxes;
CREATE VIEW faxes AS
SELECT id FROM users;

COMMIT;
