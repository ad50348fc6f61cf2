-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   a  ~ index a_e becomes a_e_unique
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: a.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index a.a_e_unique, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which drops index a.a_e, has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'a_e_unique')) IS NOT TRUE,
    (NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'a_e')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · Index a_e_unique on a takes the place of a_e, and no value can be written twice in between.
DROP INDEX a_e;
CREATE UNIQUE INDEX a_e_unique ON a (e);

COMMIT;
