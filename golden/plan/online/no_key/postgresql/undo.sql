-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column log.level, column log.size.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.log}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c4}');

-- takes back c3: NOT NULL of log.level, log.size, for free: the check above has proved it.
CALL pg_temp.take_back('c3', '{public.log}', $ddl$
ALTER TABLE public.log ALTER COLUMN level DROP NOT NULL, ALTER COLUMN size DROP NOT NULL;
$ddl$);

-- takes back c1: New rows must have a value of log.level, log.size from here on.
CALL pg_temp.take_back('c1', '{public.log}', $ddl$
ALTER TABLE public.log DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_level, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_size;
$ddl$);

-- takes back e3: A trigger on table log fills in level, size for the old application.
CALL pg_temp.take_back('e3', '{public.log}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_log ON public.log;
DROP FUNCTION IF EXISTS public._sg_20260101000000_log();
$ddl$);

-- takes back e2: New column log.size, empty in existing rows for now.
CALL pg_temp.take_back('e2', '{public.log}', $ddl$
ALTER TABLE public.log DROP COLUMN IF EXISTS size;
$ddl$);

-- takes back e1: New column log.level, empty in existing rows for now.
CALL pg_temp.take_back('e1', '{public.log}', $ddl$
ALTER TABLE public.log DROP COLUMN IF EXISTS level;
$ddl$);

CALL pg_temp.end_file(last => true);
