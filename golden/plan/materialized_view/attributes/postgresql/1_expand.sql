-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   later  ~ materialized view: rows, written anew
--   names  ~ materialized view: options, comment
--
-- Strongest locks: later access-exclusive, names share-update-exclusive.
-- Reads in full: users.
-- Writes anew in full, while readers and writers wait: later.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.names}',
    marker => 'public._sg_20260101000000()',
    has => '{index public.names_id,materialized view public.emptied,materialized view public.later,materialized view public.names}');

-- e1 · Materialized view later is filled.
CALL pg_temp.run('e1', $ddl$
REFRESH MATERIALIZED VIEW public.later;
$ddl$);

-- e2 · New options for materialized view names.
CALL pg_temp.run('e2', $ddl$
ALTER MATERIALIZED VIEW public.names SET (fillfactor = 70);
$ddl$);

-- e3 · A new comment for materialized view names.
CALL pg_temp.run('e3', $ddl$
COMMENT ON COLUMN public.names.name IS NULL;
COMMENT ON COLUMN public.names.id IS 'New';
$ddl$);

CALL pg_temp.end_file();
