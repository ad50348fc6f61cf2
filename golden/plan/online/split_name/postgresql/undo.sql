-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column users.first_name, column users.last_name.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6}');

-- takes back c4: NOT NULL of users.first_name, for free: the check above has proved it.
CALL pg_temp.take_back('c4', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN first_name DROP NOT NULL;
$ddl$);

-- takes back c2: New rows must have a value of users.first_name from here on.
CALL pg_temp.take_back('c2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_first_name;
$ddl$);

-- takes back e5: A trigger on table users derives first_name, last_name while the old application writes what it stands on.
CALL pg_temp.take_back('e5', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
$ddl$);

-- takes back e4: New column users.last_name, empty in existing rows for now.
CALL pg_temp.take_back('e4', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS last_name;
$ddl$);

-- takes back e3: The new application does not write column users.full_name any more.
-- Reads all rows while readers and writers wait, and fails while rows without a value are there.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.users ALTER COLUMN full_name SET NOT NULL;
EXCEPTION WHEN not_null_violation THEN
    RAISE WARNING 'The new application has left % empty in some rows; it stays nullable until they have a value', 'column users.full_name';
END
$$;
$ddl$);

-- takes back e2: New column users.first_name, empty in existing rows for now.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS first_name;
$ddl$);

CALL pg_temp.end_file(last => true);
