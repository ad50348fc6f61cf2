-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e3: The comment of table users.
BEGIN;
COMMENT ON TABLE public.users IS 'Old';
COMMIT;

-- takes back e2: Attributes of table users.
BEGIN;
ALTER TABLE public.users SET (fillfactor = 90);
ALTER TABLE public.users RESET (autovacuum_vacuum_scale_factor);
COMMIT;

-- takes back e1: Attributes of table logs.
BEGIN;
ALTER TABLE public.logs SET UNLOGGED;
COMMIT;
