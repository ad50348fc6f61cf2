-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   chickens  + table with 2 columns, primary key, 1 foreign key
--   eggs      + table with 3 columns, primary key, 2 foreign keys
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes table chickens, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes table eggs, has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'chickens')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'eggs')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · Table chickens is made.
CREATE TABLE chickens (
    id integer PRIMARY KEY,
    egg_id integer REFERENCES eggs (id) DEFERRABLE INITIALLY DEFERRED
);

-- e2 · Table eggs is made.
CREATE TABLE eggs (
    id integer PRIMARY KEY,
    chicken_id integer REFERENCES chickens (id),
    parent_id integer REFERENCES eggs (id) ON DELETE SET NULL
);

COMMIT;
