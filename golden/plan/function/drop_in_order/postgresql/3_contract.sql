-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   b_user(integer)  - function
--   a_base(integer)  - function
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.a_base,function public.b_user}');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['function', 'public.a_base(integer)', '', 'gone'], ['function', 'public.b_user(integer)', '', 'gone']],
    known => '{}',
    functions => '{public.a_base(integer),public.b_user(integer)}');
$ddl$);

-- c2 · Only the old application calls function b_user(integer).
CALL pg_temp.run('c2', $ddl$
DROP FUNCTION IF EXISTS public.b_user(integer);
$ddl$);

-- c3 · Only the old application calls function a_base(integer).
CALL pg_temp.run('c3', $ddl$
DROP FUNCTION IF EXISTS public.a_base(integer);
$ddl$);

CALL pg_temp.end_file(last => true);
