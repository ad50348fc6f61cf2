-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   notes  + index notes_user_id_idx
--
-- Strongest locks: notes share-update-exclusive.
-- Reads in full: notes.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    lacks => '{constraint public.notes.notes_user_id_fkey,valid index public.notes_user_id_idx}');

-- e1 · Index notes.notes_user_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e1', builds => 'public.notes_user_id_idx') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e1');
\endif

CALL pg_temp.end_file();
