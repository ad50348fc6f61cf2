-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
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

-- schemagen: id=e1 phase=expand lock=database rewrite=no scan=no tx=own
-- Trigger users_log on users is made anew.
DROP TRIGGER users_log;
CREATE TRIGGER users_log AFTER UPDATE OF name ON users BEGIN INSERT INTO log (what) VALUES (NEW.name); END;

COMMIT;
