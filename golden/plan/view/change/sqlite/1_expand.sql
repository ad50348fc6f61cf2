-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   named  ~ view
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes view named anew, has not run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    ((SELECT instr(lower(sql), '''x''') > 0 FROM sqlite_schema WHERE type = 'view' AND lower(name) = 'named')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · View named is made anew with its new query.
DROP VIEW named;
CREATE VIEW named AS
SELECT name, id FROM users WHERE name <> 'x';

COMMIT;
