-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column users.code.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()');

-- takes back c2: New rows must obey check users.users_code_check from here on.
CALL pg_temp.take_back('c2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_code_check;
$ddl$);

-- takes back e3: New column users.code, empty in existing rows for now.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS code;
$ddl$);

-- takes back e2: New function make_code().
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP FUNCTION IF EXISTS public.make_code();
$ddl$);

-- takes back e1: New function is_code(integer).
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP FUNCTION IF EXISTS public.is_code(integer);
$ddl$);

CALL pg_temp.end_file(last => true);
