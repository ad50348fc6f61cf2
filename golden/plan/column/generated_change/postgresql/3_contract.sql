-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  ~ column double_amount
--          ~ all rows written anew
--
-- Strongest locks: users access-exclusive.
-- Writes anew in full, while readers and writers wait: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.double_amount}');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'double_amount', 'replaced']],
    known => '{public.users double_amount,public.users users_pkey}');
$ddl$);

-- c2 · Changes column users.double_amount, which is dropped and added with its new expression.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'double_amount', 'replaced']]);
ALTER TABLE public.users DROP COLUMN IF EXISTS double_amount;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS double_amount integer GENERATED ALWAYS AS (amount * 3) STORED;
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file(last => true);
