-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
--
--   people  ~ table: view of the old name dropped, trigger dropped
--           ~ column name: NOT NULL for new rows, proved for existing rows, NOT NULL
--
-- Strongest locks: people access-exclusive.
-- Reads in full: people.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.people,public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · The old application is gone, and with it the need for the old name of table people.
CALL pg_temp.run('c1', $ddl$
DROP VIEW IF EXISTS public.users;
$ddl$);

-- c2 · New rows must have a value of people.name from here on.
CALL pg_temp.under_lock('c2', '{public.people,public.users}', $ddl$
ALTER TABLE public.people DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_name;
ALTER TABLE public.people ADD CONSTRAINT _sg_20260101000000_nn_name CHECK (name IS NOT NULL) NOT VALID;
$ddl$);

-- c3 · Looks at the existing rows for people.name without blocking writers.
CALL pg_temp.under_lock('c3', '{public.people,public.users}', $ddl$
ALTER TABLE public.people VALIDATE CONSTRAINT _sg_20260101000000_nn_name;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c4 · NOT NULL of people.name, for free: the check above has proved it.
CALL pg_temp.under_lock('c4', '{public.people,public.users}', $ddl$
ALTER TABLE public.people ALTER COLUMN name SET NOT NULL;
ALTER TABLE public.people DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_name;
$ddl$);

-- c5 · The old application is gone, and with it the need for the trigger on table people.
CALL pg_temp.under_lock('c5', '{public.people,public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_people ON public.people;
DROP FUNCTION IF EXISTS public._sg_20260101000000_people();
$ddl$);

CALL pg_temp.end_file(last => true);
