-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5}');

-- takes back c4: The primary key of events on partition events_rest, built without blocking writers.
SELECT pg_temp.was_begun('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_rest__sg_20260101000000_new_events_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back c3: The primary key of events on partition events_2027, built without blocking writers.
SELECT pg_temp.was_begun('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_2027__sg_20260101000000_new_events_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back c2: The primary key of events on partition events_2026, built without blocking writers.
SELECT pg_temp.was_begun('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_2026__sg_20260101000000_new_events_pkey;
SET lock_timeout = '200ms';
\endif

CALL pg_temp.end_file(last => true);
