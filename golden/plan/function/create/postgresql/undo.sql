-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.clean,function public.touch}',
    steps => '{e1,e2,e3,e4}');

-- takes back e4: New function touch().
CALL pg_temp.take_back('e4', '{}', $ddl$
DROP FUNCTION IF EXISTS public.touch();
$ddl$);

-- takes back e3: New function clean().
CALL pg_temp.take_back('e3', '{}', $ddl$
DROP PROCEDURE IF EXISTS public.clean();
$ddl$);

-- takes back e2: New function add(text, text).
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP FUNCTION IF EXISTS public.add(text, text);
$ddl$);

-- takes back e1: New function add(integer, integer).
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP FUNCTION IF EXISTS public.add(integer, integer);
$ddl$);

CALL pg_temp.end_file(last => true);
