-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on, because of steps c2, c3 and c4.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   events  ~ unique constraint events_id_key: index built
--
-- Strongest locks: events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive, events access-exclusive.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: steps c2, c3 and c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.events.events_id_key,index public.events_id_key}');

-- c1 · Rows that violate unique constraint events.events_id_key would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of events', 'are there more than once and would violate unique constraint events.events_id_key',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT (id, at)::text AS value FROM public.events WHERE id IS NOT NULL AND at IS NOT NULL
                     GROUP BY id, at HAVING count(*) > 1) repeated$rows$, sorts => true);
$ddl$);

-- c2 · Unique constraint events.events_id_key on partition events_2026, built without blocking writers.
SELECT pg_temp.begins('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_2026__sg_20260101000000_new_events_id_key;
CREATE UNIQUE INDEX CONCURRENTLY events_2026__sg_20260101000000_new_events_id_key ON public.events_2026 (id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · Unique constraint events.events_id_key on partition events_2027, built without blocking writers.
SELECT pg_temp.begins('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_2027__sg_20260101000000_new_events_id_key;
CREATE UNIQUE INDEX CONCURRENTLY events_2027__sg_20260101000000_new_events_id_key ON public.events_2027 (id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('c3');
\endif

-- c4 · Unique constraint events.events_id_key on partition events_rest, built without blocking writers.
SELECT pg_temp.begins('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_rest__sg_20260101000000_new_events_id_key;
CREATE UNIQUE INDEX CONCURRENTLY events_rest__sg_20260101000000_new_events_id_key ON public.events_rest (id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('c4');
\endif

-- c5 · Changes unique constraint events.events_id_key.
CALL pg_temp.under_lock('c5', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_id_key;
ALTER TABLE ONLY public.events ADD CONSTRAINT events_id_key UNIQUE (id, at);
ALTER TABLE public.events_2026 ADD CONSTRAINT events_2026_events_id_key UNIQUE USING INDEX events_2026__sg_20260101000000_new_events_id_key;
ALTER INDEX public.events_id_key ATTACH PARTITION public.events_2026_events_id_key;
ALTER TABLE public.events_2027 ADD CONSTRAINT events_2027_events_id_key UNIQUE USING INDEX events_2027__sg_20260101000000_new_events_id_key;
ALTER INDEX public.events_id_key ATTACH PARTITION public.events_2027_events_id_key;
ALTER TABLE public.events_rest ADD CONSTRAINT events_rest_events_id_key UNIQUE USING INDEX events_rest__sg_20260101000000_new_events_id_key;
ALTER INDEX public.events_id_key ATTACH PARTITION public.events_rest_events_id_key;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_id_key'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'unique constraint events.events_id_key'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
