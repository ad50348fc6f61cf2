-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c7}');

-- takes back e3: A trigger on table users writes every value in its new type to _sg_20260101000000_new_total as well.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
$ddl$);

-- takes back e2: A column of type numeric(12,2) beside column users.total: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS _sg_20260101000000_new_total;
$ddl$);

CALL pg_temp.end_file(last => true);
