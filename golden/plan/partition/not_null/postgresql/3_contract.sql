-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   events  ~ column kind: NOT NULL for new rows, proved for existing rows, NOT NULL
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.events.kind}',
    lacks => '{not null public.events.kind}');

-- c1 · Rows without a value of events.kind would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of events', 'have no value of kind',
    'Give them one, or say with `backfill` what they get.',
    'ctid::text', $rows$public.events
             WHERE kind IS NULL$rows$);
$ddl$);

-- c2 · New rows must have a value of events.kind from here on.
CALL pg_temp.under_lock('c2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_kind;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_nn_kind CHECK (kind IS NOT NULL) NOT VALID;
$ddl$);

-- c3 · Looks at the existing rows for events.kind without blocking writers.
CALL pg_temp.under_lock('c3', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_nn_kind;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c4 · NOT NULL of events.kind, for free: the check above has proved it.
CALL pg_temp.under_lock('c4', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events ALTER COLUMN kind SET NOT NULL;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_kind;
$ddl$);

CALL pg_temp.end_file(last => true);
