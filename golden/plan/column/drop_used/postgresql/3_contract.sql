-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   users  - unique constraint users_fax_key
--          - index users_fax
--          - column fax
--
-- Lost for good, unless there is a backup: the values of column users.fax.
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'fax', 'gone']],
    known => '{public.users users_fax,public.users users_fax_check,public.users users_fax_key,public.users users_pkey}');
$ddl$);

-- c2 · The old application may rely on unique constraint users.users_fax_key until here.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_fax_key;
$ddl$);

-- c3 · Only the old application's queries use index users.users_fax.
SELECT pg_temp.begins('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_fax;
SET lock_timeout = '200ms';
CALL pg_temp.done('c3');
\endif

-- c4 · Only the old application uses column users.fax.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS fax;
$ddl$);

CALL pg_temp.end_file(last => true);
