-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   events  + check events_id_check: proved for existing rows
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
    lacks => '{constraint public.events.events_id_check}');

-- c1 · Rows that violate check events.events_id_check would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of events', 'violate check events.events_id_check',
    'Correct them, or change the rule in the declaration.',
    'ctid::text', $rows$public.events
             WHERE NOT (id > 0)$rows$);
$ddl$);

-- c2 · New rows must obey check events.events_id_check from here on.
CALL pg_temp.under_lock('c2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_id_check;
ALTER TABLE public.events ADD CONSTRAINT events_id_check CHECK (id > 0) NOT VALID;
$ddl$);

-- c3 · Existing rows are checked against check events.events_id_check without blocking writers.
CALL pg_temp.under_lock('c3', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events VALIDATE CONSTRAINT events_id_check;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
