-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    has => '{column public.users.age}',
    lacks => '{not null public.users.age}');

-- takes back e1: Column users.age may be empty.
-- Reads all rows while readers and writers wait, and fails while rows without a value are there.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.users ALTER COLUMN age SET NOT NULL;
EXCEPTION WHEN not_null_violation THEN
    RAISE WARNING 'The new application has left % empty in some rows; it stays nullable until they have a value', 'column users.age';
END
$$;
$ddl$);
