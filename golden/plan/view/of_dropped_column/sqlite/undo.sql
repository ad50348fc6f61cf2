-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
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

-- takes back e1: View faxes is made anew with its new query, which lacks columns that the old application may read.
DROP VIEW faxes;
CREATE VIEW faxes AS
SELECT id, fax FROM users;

COMMIT;
