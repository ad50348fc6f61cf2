-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
--
--   log  ~ column level: NOT NULL for new rows, proved for existing rows, NOT NULL
--        ~ column size: NOT NULL for new rows, proved for existing rows, NOT NULL
--        ~ table: trigger dropped
--
-- Strongest locks: log access-exclusive.
-- Reads in full: log.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.log}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · New rows must have a value of log.level, log.size from here on.
CALL pg_temp.under_lock('c1', '{public.log}', $ddl$
ALTER TABLE public.log DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_level, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_size;
ALTER TABLE public.log ADD CONSTRAINT _sg_20260101000000_nn_level CHECK (level IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn_size CHECK (size IS NOT NULL) NOT VALID;
$ddl$);

-- c2 · Looks at the existing rows for log.level, log.size without blocking writers.
CALL pg_temp.under_lock('c2', '{public.log}', $ddl$
ALTER TABLE public.log VALIDATE CONSTRAINT _sg_20260101000000_nn_level, VALIDATE CONSTRAINT _sg_20260101000000_nn_size;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c3 · NOT NULL of log.level, log.size, for free: the check above has proved it.
CALL pg_temp.under_lock('c3', '{public.log}', $ddl$
ALTER TABLE public.log ALTER COLUMN level SET NOT NULL, ALTER COLUMN size SET NOT NULL;
ALTER TABLE public.log DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_level, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_size;
$ddl$);

-- c4 · The old application is gone, and with it the need for the trigger on table log.
CALL pg_temp.under_lock('c4', '{public.log}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_log ON public.log;
DROP FUNCTION IF EXISTS public._sg_20260101000000_log();
$ddl$);

CALL pg_temp.end_file(last => true);
