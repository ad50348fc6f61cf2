-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column users.shout, column users.status.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c4}');

-- takes back c3: NOT NULL of users.shout, users.status, for free: the check above has proved it.
CALL pg_temp.take_back('c3', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN shout DROP NOT NULL, ALTER COLUMN status DROP NOT NULL;
$ddl$);

-- takes back c1: New rows must have a value of users.shout, users.status from here on.
CALL pg_temp.take_back('c1', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_shout, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_status;
$ddl$);

-- takes back e3: A trigger on table users fills in shout, status for the old application.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
$ddl$);

-- takes back e2: New column users.status, empty in existing rows for now.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS status;
$ddl$);

-- takes back e1: New column users.shout, empty in existing rows for now.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS shout;
$ddl$);

CALL pg_temp.end_file(last => true);
