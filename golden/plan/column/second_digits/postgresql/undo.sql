-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.runs}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.runs.at: timestamp(6) with time zone,column public.runs.slot: time(6) without time zone,column public.runs.took: interval(6),column public.runs.at,column public.runs.slot,column public.runs.took}',
    lacks => '{column public.runs.at: timestamp with time zone,column public.runs.slot: time without time zone,column public.runs.took: interval}',
    steps => '{e1,e2}');

-- takes back e2: Changes column runs.at, column runs.slot and column runs.took: every old value fits as it is, so no row is written.
CALL pg_temp.take_back('e2', '{public.runs}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.runs', 'at', 'replaced'], ['column', 'public.runs', 'slot', 'replaced'], ['column', 'public.runs', 'took', 'replaced']]);
ALTER TABLE public.runs
    ALTER COLUMN at DROP DEFAULT,
    ALTER COLUMN at TYPE timestamp with time zone,
    ALTER COLUMN at SET DEFAULT now(),
    ALTER COLUMN slot TYPE time without time zone,
    ALTER COLUMN took TYPE interval;
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file(last => true);
