-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1, c2 and c3.
-- This migration has nothing to do in migrate.
--
--   is_code(text)  ~ function: renamed
--   touched()      ~ function: renamed
--   unused()       ~ function: renamed
--   old            - schema
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application is gone: function old.is_code(text) takes its new name is_code(text), and the second one makes way.
CALL pg_temp.run('c1', $ddl$
DROP FUNCTION IF EXISTS public.is_code(text);
ALTER FUNCTION old.is_code(text) SET SCHEMA public;
$ddl$);

-- c2 · The old application is gone: function old.touch() takes its new name touched(), and the second one makes way.
CALL pg_temp.run('c2', $ddl$
DROP FUNCTION IF EXISTS public.touched();
ALTER FUNCTION old.touch() SET SCHEMA public;
ALTER FUNCTION public.touch() RENAME TO touched;
$ddl$);

-- c3 · The old application is gone: function old.unused() takes its new name unused(), and the second one makes way.
CALL pg_temp.run('c3', $ddl$
DROP FUNCTION IF EXISTS public.unused();
ALTER FUNCTION old.unused() SET SCHEMA public;
$ddl$);

-- c4 · Nothing is left in schema old.
CALL pg_temp.run('c4', $ddl$
DROP SCHEMA IF EXISTS old;
$ddl$);

CALL pg_temp.end_file(last => true);
