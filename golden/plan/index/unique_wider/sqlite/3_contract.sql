-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
-- Until contract the new application has to obey rules that it no longer states: steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   u  - index u_email
--      ~ index u_pair
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: u.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
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

-- c1 · Index u_email goes, so that rows may repeat values from now on.
DROP INDEX u_email;

-- c2 · Index u_pair on u is built anew.
DROP INDEX u_pair;
CREATE UNIQUE INDEX u_pair ON u (email, t);

COMMIT;
