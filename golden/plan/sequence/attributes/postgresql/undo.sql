-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e4: New options for sequence s_unlogged.
BEGIN;
ALTER SEQUENCE public.s_unlogged SET LOGGED;
COMMIT;

-- takes back e3: Takes the comment off sequence s_moved.
BEGIN;
COMMENT ON SEQUENCE public.s_moved IS 'Old';
COMMIT;

-- takes back e2: Sequence s_moved belongs to its column from here on, and would be dropped with it.
BEGIN;
ALTER SEQUENCE public.s_moved OWNED BY public.users.id;
COMMIT;

-- takes back e1: Sequence s_free belongs to no column any more.
BEGIN;
ALTER SEQUENCE public.s_free OWNED BY public.users.id;
COMMIT;
