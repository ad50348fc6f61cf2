-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{view public.a_view_on_it,view public.named}',
    steps => '{e1,e2}');

-- takes back e2: New view a_view_on_it.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP VIEW IF EXISTS public.a_view_on_it;
$ddl$);

-- takes back e1: New view named.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP VIEW IF EXISTS public.named;
$ddl$);

CALL pg_temp.end_file(last => true);
