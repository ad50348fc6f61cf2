-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  + index users_name
--
-- Strongest locks: users share-update-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{valid index public.users_lower,valid index public.users_name}');

-- e1 · Index users.users_name, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e1', builds => 'public.users_name') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_name') AND NOT indisvalid) THEN
        DROP INDEX public.users_name;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_name ON public.users USING btree (name);
SET lock_timeout = '200ms';
CALL pg_temp.done('e1');
\endif

CALL pg_temp.end_file();
