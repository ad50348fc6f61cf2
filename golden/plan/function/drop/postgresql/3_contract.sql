-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   touch()  - function
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.touch}');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['function', 'public.touch()', '', 'gone']],
    known => '{}',
    functions => '{public.touch()}');
$ddl$);

-- c2 · Only the old application calls function touch().
CALL pg_temp.run('c2', $ddl$
DROP FUNCTION IF EXISTS public.touch();
$ddl$);

CALL pg_temp.end_file(last => true);
