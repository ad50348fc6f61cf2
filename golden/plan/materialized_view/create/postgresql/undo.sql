-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.names}',
    marker => 'public._sg_20260101000000()',
    has => '{materialized view public.empty,materialized view public.names}',
    steps => '{e1,e2,e3}');

-- takes back e3: New index names.names_id.
CALL pg_temp.take_back('e3', '{}', $ddl$
DROP INDEX IF EXISTS public.names_id;
$ddl$);

-- takes back e2: New materialized view names.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP MATERIALIZED VIEW IF EXISTS public.names;
$ddl$);

-- takes back e1: New materialized view empty.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP MATERIALIZED VIEW IF EXISTS public.empty;
$ddl$);

CALL pg_temp.end_file(last => true);
