-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ trigger users_log
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes trigger users.users_log anew, has not run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    ((SELECT instr(lower(sql), 'update') > 0 FROM sqlite_schema WHERE type = 'trigger' AND lower(name) = 'users_log')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · Trigger users_log on users is made anew.
DROP TRIGGER users_log;
CREATE TRIGGER users_log AFTER UPDATE OF name ON users BEGIN INSERT INTO log (what) VALUES (NEW.name); END;

COMMIT;
