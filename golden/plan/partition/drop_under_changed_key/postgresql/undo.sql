-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events,public.events_far,public.marks,public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c4,c5,c7}');

-- takes back c8: New rows must obey foreign key marks.marks_event_id_fkey.
CALL pg_temp.take_back('c8', '{public.marks,public.events,public.events_near}', $ddl$
ALTER TABLE public.marks DROP CONSTRAINT IF EXISTS marks_event_id_fkey;
$ddl$);

-- takes back c6: The primary key of events on partition events_near, built without blocking writers.
SELECT pg_temp.was_begun('c6') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_near__sg_20260101000000_new_events_pkey;
SET lock_timeout = '200ms';
\endif

CALL pg_temp.end_file(last => true);
