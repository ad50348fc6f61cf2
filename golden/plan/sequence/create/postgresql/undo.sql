-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column users.number.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.number,sequence public.invoice_numbers,sequence public.owned_one}',
    steps => '{e1,e2,e3,e4,m1,m2}');

-- takes back e4: New column users.number, empty in existing rows for now.
CALL pg_temp.take_back('e4', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS number;
$ddl$);

-- takes back e3: Sequence owned_one belongs to its column from here on, and would be dropped with it.
CALL pg_temp.take_back('e3', '{}', $ddl$
ALTER SEQUENCE public.owned_one OWNED BY NONE;
$ddl$);

-- takes back e2: New sequence owned_one.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP SEQUENCE IF EXISTS public.owned_one;
$ddl$);

-- takes back e1: New sequence invoice_numbers.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP SEQUENCE IF EXISTS public.invoice_numbers;
$ddl$);

CALL pg_temp.end_file(last => true);
