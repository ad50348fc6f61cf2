-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on.
-- This migration has nothing to do in migrate.
--
--   users  + check c_inherit: proved for existing rows
--          ~ check c_valid: proved for existing rows
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c4 and c5.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate check users.c_inherit would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of users', 'violate check users.c_inherit',
    'Correct them, or change the rule in the declaration.',
    'id::text', $rows$public.users
             WHERE NOT (length(name) > 0)$rows$);
$ddl$);

-- c2 · Rows that violate check users.c_valid would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of users', 'violate check users.c_valid',
    'Correct them, or change the rule in the declaration.',
    'id::text', $rows$public.users
             WHERE NOT (length(name) > 1)$rows$);
$ddl$);

-- c3 · New rows must obey check users.c_inherit from here on.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS c_inherit;
ALTER TABLE public.users ADD CONSTRAINT c_inherit CHECK (length(name) > 0) NO INHERIT NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_c_inherit;
$ddl$);

-- c4 · Existing rows are checked against check users.c_inherit without blocking writers.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT c_inherit;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · Existing rows are checked against check users.c_valid without blocking writers.
CALL pg_temp.under_lock('c5', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT c_valid;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
