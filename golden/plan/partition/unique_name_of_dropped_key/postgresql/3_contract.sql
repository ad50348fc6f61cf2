-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   events  - unique constraint events_id_key
--           ~ index events_id_key
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive, events._sg_20260101000000_new_events_id_key share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application may rely on unique constraint events.events_id_key until here.
CALL pg_temp.under_lock('c1', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_id_key;
$ddl$);

-- c2 · Index events.events_id_key gets its name, which is free now.
CALL pg_temp.run('c2', $ddl$
ALTER INDEX public._sg_20260101000000_new_events_id_key RENAME TO events_id_key;
ALTER INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_id_key RENAME TO events_2026_events_id_key;
ALTER INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_id_key RENAME TO events_2027_events_id_key;
ALTER INDEX IF EXISTS public.events_rest__sg_20260101000000_new_events_id_key RENAME TO events_rest_events_id_key;
$ddl$);

CALL pg_temp.end_file(last => true);
