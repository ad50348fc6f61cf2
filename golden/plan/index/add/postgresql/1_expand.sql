-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  + index users_name
--
-- Strongest locks: users share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Outside a transaction, because it must be; after a failure run it again as it stands: step e1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.users_name, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';
