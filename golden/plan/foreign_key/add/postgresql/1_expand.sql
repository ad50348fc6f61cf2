-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   notes  + index notes_user_id_idx
--
-- Strongest locks: notes share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: notes.
-- Outside a transaction, because it must be; after a failure run it again as it stands: step e1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:notes rewrite=no scan=yes tx=none
-- Index notes.notes_user_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.notes_user_id_idx') AND NOT indisvalid) THEN
        DROP INDEX public.notes_user_id_idx;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS notes_user_id_idx ON public.notes USING btree (user_id);
SET lock_timeout = '2s';
