-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.helper,function public.wrapper,materialized view public.a_first,materialized view public.z_copy}',
    steps => '{e1,e2,e3,e4}');

-- takes back e4: New materialized view a_first.
CALL pg_temp.take_back('e4', '{}', $ddl$
DROP MATERIALIZED VIEW IF EXISTS public.a_first;
$ddl$);

-- takes back e3: New function helper().
CALL pg_temp.take_back('e3', '{}', $ddl$
DROP FUNCTION IF EXISTS public.helper();
$ddl$);

-- takes back e2: New materialized view z_copy.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP MATERIALIZED VIEW IF EXISTS public.z_copy;
$ddl$);

-- takes back e1: New function wrapper().
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP FUNCTION IF EXISTS public.wrapper();
$ddl$);

CALL pg_temp.end_file(last => true);
