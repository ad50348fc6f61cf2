-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   new_name  ~ view old_name becomes new_name
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes view new_name, has not run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'view' AND lower(name) = 'new_name')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · The view old_name is called new_name from here on, and the old application no longer finds it.
DROP VIEW old_name;
CREATE VIEW new_name AS
SELECT id, name FROM users;
DROP VIEW on_it;
CREATE VIEW on_it AS
SELECT id FROM new_name;

COMMIT;
