-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   log.events  ~ table: renamed
--
-- Strongest locks: log.events access-exclusive, events access-exclusive, events.events_2026 access-exclusive, events.events_rest access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{log.events,public.events}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application is gone: table events takes its new name log.events, and the view makes way.
CALL pg_temp.under_lock('c1', '{log.events,public.events,public.events_2026,public.events_rest}', $ddl$
DROP VIEW IF EXISTS log.events;
ALTER TABLE public.events SET SCHEMA log;
ALTER TABLE public.events_2026 SET SCHEMA log;
ALTER TABLE public.events_rest SET SCHEMA log;
$ddl$);

CALL pg_temp.end_file(last => true);
