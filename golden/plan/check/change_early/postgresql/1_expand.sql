-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e2 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ check users_named: proved for existing rows
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step e1.
-- Fails, and changes nothing, when existing rows violate the new rule: step e3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{check public.users.users_named: length(name) > 0,constraint public.users.users_named}');

-- e1 · Rows that violate check users.users_named would stop this file later on.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.stop_if('rows of users', 'violate check users.users_named',
    'Correct them, or change the rule in the declaration.',
    'id::text', $rows$public.users
             WHERE NOT (length(name) > 1)$rows$);
$ddl$);

-- e2 · New rows must obey check users.users_named from here on, early, as the declaration asks.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
ALTER TABLE public.users ADD CONSTRAINT users_named CHECK (length(name) > 1) NOT VALID;
$ddl$);

-- e3 · Existing rows are checked against check users.users_named without blocking writers.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT users_named;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
