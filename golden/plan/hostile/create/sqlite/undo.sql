-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
-- Lost, with all that has been written to it: table "Order By".
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes table ""Order By"", has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes view ""View; DROP TABLE x"", has run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'order by')) IS TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'view' AND lower(name) = 'view; drop table x')) IS TRUE;
DROP TABLE temp._sg_begin;

-- takes back e4: View View; DROP TABLE x is made.
DROP VIEW IF EXISTS "View; DROP TABLE x";

-- takes back e3: Index Order By_single'quote_idx on Order By is built.
DROP INDEX IF EXISTS "Order By_single'quote_idx";

-- takes back e2: Index Index 'of' "it" on Order By is built.
DROP INDEX IF EXISTS "Index 'of' ""it""";

-- takes back e1: Table Order By is made.
DROP TABLE IF EXISTS "Order By";

COMMIT;
