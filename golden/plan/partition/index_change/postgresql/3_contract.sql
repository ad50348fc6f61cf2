-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   events  ~ index events_kind: old form dropped
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old form of index events.events_kind served the old application. The server cannot drop it concurrently from a partitioned table.
CALL pg_temp.under_lock('c1', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
DROP INDEX IF EXISTS public._sg_20260101000000_old_events_kind;
$ddl$);

CALL pg_temp.end_file(last => true);
