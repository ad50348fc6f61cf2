-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   runs  ~ column at: new type
--         ~ column slot: new type
--         ~ column took: new type
--
-- Strongest locks: runs access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.runs}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.runs.at: timestamp with time zone,column public.runs.slot: time without time zone,column public.runs.took: interval,column public.runs.at,column public.runs.slot,column public.runs.took}',
    lacks => '{column public.runs.at: timestamp(6) with time zone,column public.runs.slot: time(6) without time zone,column public.runs.took: interval(6)}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.runs', 'at', 'altered'], ['column', 'public.runs', 'slot', 'altered'], ['column', 'public.runs', 'took', 'altered']],
    known => '{public.runs at,public.runs runs_at,public.runs runs_pkey}');
$ddl$);

-- e2 · Changes column runs.at, column runs.slot and column runs.took: every old value fits as it is, so no row is written.
CALL pg_temp.under_lock('e2', '{public.runs}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.runs', 'at', 'replaced'], ['column', 'public.runs', 'slot', 'replaced'], ['column', 'public.runs', 'took', 'replaced']]);
ALTER TABLE public.runs
    ALTER COLUMN at DROP DEFAULT,
    ALTER COLUMN at TYPE timestamp(6) with time zone,
    ALTER COLUMN at SET DEFAULT now(),
    ALTER COLUMN slot TYPE time(6) without time zone,
    ALTER COLUMN took TYPE interval(6);
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file(last => true);
