-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column log.short_note.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.log}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1}');

-- takes back e2: A trigger on table log derives short_note while the old application writes what it stands on.
CALL pg_temp.take_back('e2', '{public.log}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_log ON public.log;
DROP FUNCTION IF EXISTS public._sg_20260101000000_log();
$ddl$);

-- takes back e1: New column log.short_note, empty in existing rows for now.
CALL pg_temp.take_back('e1', '{public.log}', $ddl$
ALTER TABLE public.log DROP COLUMN IF EXISTS short_note;
$ddl$);

CALL pg_temp.end_file(last => true);
