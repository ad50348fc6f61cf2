-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c2,c3,c4,c5}');

-- takes back e3: A new body for function language().
CALL pg_temp.take_back('e3', '{}', $ddl$
CREATE OR REPLACE FUNCTION public.language() RETURNS integer LANGUAGE sql AS 'SELECT 1';
$ddl$);

-- takes back e2: New function area(numeric).
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP FUNCTION IF EXISTS public.area(numeric);
$ddl$);

CALL pg_temp.end_file(last => true);
