-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  ~ column twice
--          ~ all rows written anew
--
-- Lost for good, unless there is a backup: the values of column users.twice.
-- Strongest locks: users access-exclusive.
-- Writes anew in full, while readers and writers wait: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.twice}');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'twice', 'replaced']],
    known => '{public.users twice,public.users users_pkey}');
$ddl$);

-- c2 · Changes column users.twice, which is dropped and added with its new expression.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'twice', 'replaced']]);
ALTER TABLE public.users DROP COLUMN IF EXISTS twice;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS twice integer GENERATED ALWAYS AS (amount * 2) STORED;
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file(last => true);
