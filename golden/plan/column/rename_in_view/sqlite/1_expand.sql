-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ column name becomes full_name
--   named  ~ view
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes column users.full_name, has not run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'full_name')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · The column name is called full_name from here on, and the old application no longer finds it.
ALTER TABLE users RENAME COLUMN name TO full_name;

-- e2 · View named is made anew with its new query.
DROP VIEW named;
CREATE VIEW named AS
SELECT id, full_name AS name FROM users WHERE full_name <> '';

COMMIT;
