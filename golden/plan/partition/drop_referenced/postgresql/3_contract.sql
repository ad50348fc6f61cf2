-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   events  - partition events_far
--
-- Lost for good, unless there is a backup: the rows of partition events.events_far.
-- Strongest locks: events access-exclusive, events.events_far access-exclusive, notes share, events.events_near access-exclusive.
-- Reads in full: events.events_far, events.events_near, notes.
-- Reads all rows while others wait: step c3.
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events_far}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.events_far}');

-- c1 · Rows of table events that refer to rows of partition events.events_far would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of events', 'refer to rows of partition events_far, which is to go',
    'Delete or correct them first.',
    'child.ctid::text', $rows$public.events child
             WHERE EXISTS (SELECT FROM public.events_far parent WHERE parent.id = child.after_id)$rows$);
$ddl$);

-- c2 · Rows of table notes that refer to rows of partition events.events_far would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows of partition events_far, which is to go',
    'Delete or correct them first.',
    'child.ctid::text', $rows$public.notes child
             WHERE EXISTS (SELECT FROM public.events_far parent WHERE parent.id = child.event_id)$rows$);
$ddl$);

-- c3 · Partition events.events_far is taken off its table while others read and write; it waits for statements that have begun before. When it is interrupted, go on with the step that drops it, which completes it.
SELECT pg_temp.begins('c3', once => true) AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
ALTER TABLE public.events DETACH PARTITION public.events_far CONCURRENTLY;
SET lock_timeout = '200ms';
CALL pg_temp.done('c3');
\endif

-- c4 · Only the old application uses partition events.events_far.
CALL pg_temp.under_lock('c4', '{public.events_far,public.events,public.events_near}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_far') AND inhdetachpending) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_far FINALIZE;
    ELSIF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_far')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_far;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_far;
$ddl$);

CALL pg_temp.end_file(last => true);
