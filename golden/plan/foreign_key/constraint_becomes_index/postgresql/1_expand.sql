-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   sw  ~ index sw_c_key: index built
--       ~ unique constraint sw_c_key: successor built
--
-- Strongest locks: sw share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: sw.
-- Outside a transaction, because it must be; after a failure run it again as it stands: step e1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:sw rewrite=no scan=yes tx=none
-- Index sw.sw_c_key under another name, because unique constraint sw.sw_c_key still bears its own.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';
