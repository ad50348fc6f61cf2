-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2,c3,c4}');

-- takes back e3: The declaration moves function old.unused() to unused().
CALL pg_temp.take_back('e3', '{}', $ddl$
DROP FUNCTION IF EXISTS public.unused();
$ddl$);

-- takes back e2: The declaration moves function old.touch() to touched().
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP FUNCTION IF EXISTS public.touched();
$ddl$);

-- takes back e1: The declaration moves function old.is_code(text) to is_code(text).
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP FUNCTION IF EXISTS public.is_code(text);
$ddl$);

CALL pg_temp.end_file(last => true);
