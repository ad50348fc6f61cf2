-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   u  + index u_email_t
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: u.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index u.u_email_t, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "3_contract.sql, which drops index u.u_email, has not run" CHECK (c2),
    c3 INTEGER CONSTRAINT "3_contract.sql, which makes index u.u_pair anew, has not run" CHECK (c3)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'u_email_t')) IS NOT TRUE,
    (NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'u_email')) IS NOT TRUE,
    ((SELECT sql = 'CREATE UNIQUE INDEX u_pair ON u (email, t)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'u_pair')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · Unique index u_email_t on u is built.
CREATE UNIQUE INDEX u_email_t ON u (email, t);

COMMIT;
