-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   users  - column fax
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
    known => '{public.users users_pkey}');
$ddl$);

-- c2 · Only the old application uses column users.fax.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS fax;
$ddl$);

CALL pg_temp.end_file(last => true);
