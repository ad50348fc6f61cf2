-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on, because of steps c3 and c5.
-- This migration has nothing to do in migrate.
--
--   users  + check users_age_check: proved for existing rows
--          + check users_named: proved for existing rows
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c4 and c6.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate check users.users_age_check would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of users', 'violate check users.users_age_check',
    'Correct them, or change the rule in the declaration.',
    'id::text', $rows$public.users
             WHERE NOT (age > 10)$rows$);
$ddl$);

-- c2 · Rows that violate check users.users_named would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of users', 'violate check users.users_named',
    'Correct them, or change the rule in the declaration.',
    'id::text', $rows$public.users
             WHERE NOT (length(name) > 1)$rows$);
$ddl$);

-- c3 · New rows must obey check users.users_age_check from here on.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
ALTER TABLE public.users ADD CONSTRAINT users_age_check CHECK (age > 10) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_users_age_check;
$ddl$);

-- c4 · Existing rows are checked against check users.users_age_check without blocking writers.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT users_age_check;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · New rows must obey check users.users_named from here on.
CALL pg_temp.under_lock('c5', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
ALTER TABLE public.users ADD CONSTRAINT users_named CHECK (length(name) > 1) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_users_named;
$ddl$);

-- c6 · Existing rows are checked against check users.users_named without blocking writers.
CALL pg_temp.under_lock('c6', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT users_named;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
