-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
--
--   users  ~ column token: NOT NULL for new rows, proved for existing rows, NOT NULL
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · New rows must have a value of users.token from here on.
CALL pg_temp.under_lock('c1', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_token;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_token CHECK (token IS NOT NULL) NOT VALID;
$ddl$);

-- c2 · Looks at the existing rows for users.token without blocking writers.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_token;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c3 · NOT NULL of users.token, for free: the check above has proved it.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN token SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_token;
$ddl$);

CALL pg_temp.end_file(last => true);
