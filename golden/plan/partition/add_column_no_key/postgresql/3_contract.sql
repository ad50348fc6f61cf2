-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
--
--   events  ~ column note: NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: trigger dropped
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · New rows must have a value of events.note from here on.
CALL pg_temp.under_lock('c1', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_note;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_nn_note CHECK (note IS NOT NULL) NOT VALID;
$ddl$);

-- c2 · Looks at the existing rows for events.note without blocking writers.
CALL pg_temp.under_lock('c2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_nn_note;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c3 · NOT NULL of events.note, for free: the check above has proved it.
CALL pg_temp.under_lock('c3', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events ALTER COLUMN note SET NOT NULL;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_note;
$ddl$);

-- c4 · The old application is gone, and with it the need for the trigger on table events.
CALL pg_temp.under_lock('c4', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
$ddl$);

CALL pg_temp.end_file(last => true);
