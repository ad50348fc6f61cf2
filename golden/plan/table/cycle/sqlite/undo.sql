-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
-- Lost, with all that has been written to it: table chickens, table eggs.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes table chickens, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes table eggs, has run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'chickens')) IS TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'eggs')) IS TRUE;
DROP TABLE temp._sg_begin;

-- takes back e2: Table eggs is made.
DROP TABLE IF EXISTS eggs;

-- takes back e1: Table chickens is made.
DROP TABLE IF EXISTS chickens;

COMMIT;
