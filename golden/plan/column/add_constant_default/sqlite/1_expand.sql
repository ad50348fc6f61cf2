-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  + column points
--          + column mood
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes column users.points, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes column users.mood, has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'points')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'mood')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · In table users: column points is added, column mood is added.
ALTER TABLE users ADD COLUMN points integer NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN mood text DEFAULT 'fine';

COMMIT;
