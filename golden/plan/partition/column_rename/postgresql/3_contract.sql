-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on.
--
--   events  ~ column kind becomes sort
--           ~ table: trigger dropped
--           · c6: The planner of queries learns what has taken its place.
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.events', 'kind', 'replaced']],
    known => '{}');
$ddl$);

-- c2 · The old form is about to go: both forms of table events are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of events', 'do not have in sort the value of kind',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.events
             WHERE NOT (sort IS NOT DISTINCT FROM kind)$rows$);
$ddl$);

-- c3 · No write of any kind can part both forms of sort from here on.
CALL pg_temp.under_lock('c3', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_events;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_equal_events CHECK (sort IS NOT DISTINCT FROM kind) NOT VALID;
$ddl$);

-- c4 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c4', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_equal_events;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: events.sort for kind.
CALL pg_temp.under_lock('c5', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events RENAME COLUMN sort TO _sg_aside_sort;
ALTER TABLE public.events RENAME COLUMN kind TO sort;
CALL pg_temp.take_down(ARRAY[['column', 'public.events', 'sort', 'replaced']], drops => false);
ALTER TABLE public.events RENAME COLUMN sort TO kind;
ALTER TABLE public.events RENAME COLUMN _sg_aside_sort TO sort;
CALL pg_temp.drop_carried();
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_equal_events;
ALTER TABLE public.events DROP CONSTRAINT _sg_20260101000000_equal_events;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_events" ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_events();
ALTER TABLE public.events DROP COLUMN kind;
CALL pg_temp.put_up();
$ddl$);

-- c6 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c6', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ANALYZE public.events;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
