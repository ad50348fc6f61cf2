-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.names}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c4}');

-- takes back c5: Materialized view emptied is emptied.
CALL pg_temp.take_back('c5', '{}', $ddl$
REFRESH MATERIALIZED VIEW public.emptied;
$ddl$);

-- takes back c3: Index names.names_id, built without blocking writers.
SELECT pg_temp.was_begun('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_names_id') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.names_id RENAME TO _sg_20260101000000_new_names_id;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_names_id RENAME TO names_id;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_names_id;
SET lock_timeout = '200ms';
\endif

-- takes back c2: The old index names.names_id serves on under another name while the new one is built.
CALL pg_temp.take_back('c2', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_names_id RENAME TO names_id;
$ddl$);

-- takes back e3: A new comment for materialized view names.
CALL pg_temp.take_back('e3', '{}', $ddl$
COMMENT ON COLUMN public.names.id IS NULL;
COMMENT ON COLUMN public.names.name IS 'Old';
$ddl$);

-- takes back e2: New options for materialized view names.
CALL pg_temp.take_back('e2', '{}', $ddl$
ALTER MATERIALIZED VIEW public.names SET (fillfactor = 90);
$ddl$);

-- takes back e1: Materialized view later is filled.
CALL pg_temp.take_back('e1', '{}', $ddl$
REFRESH MATERIALIZED VIEW public.later WITH NO DATA;
$ddl$);

CALL pg_temp.end_file(last => true);
