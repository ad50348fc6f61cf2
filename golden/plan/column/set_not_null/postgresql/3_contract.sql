-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  ~ column age: NOT NULL for new rows, proved for existing rows, NOT NULL
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.age}',
    lacks => '{not null public.users.age}');

-- c1 · Rows without a value of users.age would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of users', 'have no value of age',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.users
             WHERE age IS NULL$rows$);
$ddl$);

-- c2 · New rows must have a value of users.age from here on.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_age;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_age CHECK (age IS NOT NULL) NOT VALID;
$ddl$);

-- c3 · Looks at the existing rows for users.age without blocking writers.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_age;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c4 · NOT NULL of users.age, for free: the check above has proved it.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN age SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_age;
$ddl$);

CALL pg_temp.end_file(last => true);
