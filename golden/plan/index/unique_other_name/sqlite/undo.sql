-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index a.a_e_unique, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which drops index a.a_e, has run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'a_e_unique')) IS TRUE,
    (NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'a_e')) IS TRUE;
DROP TABLE temp._sg_begin;

-- takes back e1: Index a_e_unique on a takes the place of a_e, and no value can be written twice in between.
DROP INDEX a_e_unique;
CREATE UNIQUE INDEX a_e ON a (e);

COMMIT;
