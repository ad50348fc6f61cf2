-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.names}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c2,c3,c4,c5}');

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
