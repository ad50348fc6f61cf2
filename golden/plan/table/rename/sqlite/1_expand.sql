-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   people  ~ table users becomes people
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes table people, has not run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'people')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · The table users is called people from here on, and the old application no longer finds it.
ALTER TABLE users RENAME TO people;

COMMIT;
