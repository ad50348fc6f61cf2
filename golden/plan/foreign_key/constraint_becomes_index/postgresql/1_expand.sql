-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   sw  ~ index sw_c_key: index built
--       ~ unique constraint sw_c_key: successor built
--
-- Strongest locks: sw share-update-exclusive.
-- Reads in full: sw.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.fk,public.sw}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.sw.sw_c_key,index public.sw_c_key}');

-- e1 · Index sw.sw_c_key under another name, because unique constraint sw.sw_c_key still bears its own.
SELECT pg_temp.begins('e1') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_sw_c_key') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_sw_c_key;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_sw_c_key ON public.sw USING btree (c);
SET lock_timeout = '200ms';
CALL pg_temp.done('e1');
\endif

CALL pg_temp.end_file();
