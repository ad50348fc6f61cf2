-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index u.u_email_t, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "3_contract.sql, which drops index u.u_email, has not run" CHECK (c2),
    c3 INTEGER CONSTRAINT "3_contract.sql, which makes index u.u_pair anew, has not run" CHECK (c3)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'u_email_t')) IS TRUE,
    (NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'u_email')) IS NOT TRUE,
    ((SELECT sql = 'CREATE UNIQUE INDEX u_pair ON u (email, t)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'u_pair')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- takes back e1: Unique index u_email_t on u is built.
DROP INDEX IF EXISTS u_email_t;

COMMIT;
