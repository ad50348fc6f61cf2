-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table "Order By".
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{"public.\"Order By\""}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.Order By,view public.View; DROP TABLE x}',
    steps => '{e1,e2,e3,e4,e5}');

-- takes back e5: New view "View; DROP TABLE x".
CALL pg_temp.take_back('e5', '{}', $ddl$
DROP VIEW IF EXISTS public."View; DROP TABLE x";
$ddl$);

-- takes back e4: New index "Order By"."Order By_single'quote_idx".
CALL pg_temp.take_back('e4', '{}', $ddl$
DROP INDEX IF EXISTS public."Order By_single'quote_idx";
$ddl$);

-- takes back e3: New index "Order By"."Index 'of' ""it""".
CALL pg_temp.take_back('e3', '{}', $ddl$
DROP INDEX IF EXISTS public."Index 'of' ""it""";
$ddl$);

-- takes back e2: New foreign key "Order By"."Order By_single'quote_fkey".
CALL pg_temp.take_back('e2', '{}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_single'quote_fkey";
$ddl$);

-- takes back e1: New table "Order By".
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TABLE IF EXISTS public."Order By";
$ddl$);

CALL pg_temp.end_file(last => true);
