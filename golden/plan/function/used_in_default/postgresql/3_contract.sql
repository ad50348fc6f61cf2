-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
--
--   users  + check users_code_check: proved for existing rows
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · Rows that violate check users.users_code_check would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of users', 'violate check users.users_code_check',
    'Correct them, or change the rule in the declaration.',
    'id::text', $rows$public.users
             WHERE NOT (is_code(code))$rows$);
$ddl$);

-- c2 · New rows must obey check users.users_code_check from here on.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_code_check;
ALTER TABLE public.users ADD CONSTRAINT users_code_check CHECK (is_code(code)) NOT VALID;
$ddl$);

-- c3 · Existing rows are checked against check users.users_code_check without blocking writers.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT users_code_check;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
