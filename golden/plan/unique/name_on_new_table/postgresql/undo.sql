-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table code_uses, table order_codes.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.code_uses,public.legacy,public.order_codes,public.orders}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2,c3,c4}');

-- takes back e3: New foreign key code_uses.code_uses_code_fkey.
CALL pg_temp.take_back('e3', '{}', $ddl$
ALTER TABLE public.code_uses DROP CONSTRAINT IF EXISTS code_uses_code_fkey;
$ddl$);

-- takes back e2: New table order_codes.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TABLE IF EXISTS public.order_codes;
$ddl$);

-- takes back e1: New table code_uses.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TABLE IF EXISTS public.code_uses;
$ddl$);

CALL pg_temp.end_file(last => true);
