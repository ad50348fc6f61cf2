-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   events  - partition events_far
--           - partition events_last
--   notes   - partition notes_far
--
-- Lost for good, unless there is a backup: the rows of partition events.events_far, the rows of partition events.events_last, the rows of partition notes.notes_far.
-- Strongest locks: events access-exclusive, events.events_far access-exclusive, notes share, notes.notes_near share, events.events_last access-exclusive, notes.notes_far access-exclusive, events.events_near access-exclusive.
-- Reads in full: notes.notes_far, notes.notes_near, events.events_far, events.events_last.
-- Reads all rows while others wait: steps c3 and c5.
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events_far,public.events_last,public.notes_far}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.events_far,table public.events_last,table public.notes_far}');

-- c1 · Rows of table notes that refer to rows of partition events.events_far would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows of partition events_far, which is to go',
    'Delete or correct them first.',
    'child.ctid::text', $rows$public.notes child
             WHERE EXISTS (SELECT FROM public.events_far parent WHERE parent.id = child.event_id)$rows$);
$ddl$);

-- c2 · Rows of table notes that refer to rows of partition events.events_last would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows of partition events_last, which is to go',
    'Delete or correct them first.',
    'child.ctid::text', $rows$public.notes child
             WHERE EXISTS (SELECT FROM public.events_last parent WHERE parent.id = child.event_id)$rows$);
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
CALL pg_temp.under_lock('c4', '{public.events_far}', $ddl$
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

-- c5 · Partition events.events_last is taken off its table while others read and write; it waits for statements that have begun before. When it is interrupted, go on with the step that drops it, which completes it.
SELECT pg_temp.begins('c5', once => true) AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
ALTER TABLE public.events DETACH PARTITION public.events_last CONCURRENTLY;
SET lock_timeout = '200ms';
CALL pg_temp.done('c5');
\endif

-- c6 · Only the old application uses partition events.events_last.
CALL pg_temp.under_lock('c6', '{public.events_last}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_last') AND inhdetachpending) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_last FINALIZE;
    ELSIF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_last')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_last;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_last;
$ddl$);

-- c7 · Partition notes.notes_far is taken off its table while others read and write; it waits for statements that have begun before. When it is interrupted, go on with the step that drops it, which completes it.
SELECT pg_temp.begins('c7', once => true) AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
ALTER TABLE public.notes DETACH PARTITION public.notes_far CONCURRENTLY;
SET lock_timeout = '200ms';
CALL pg_temp.done('c7');
\endif

-- c8 · Only the old application uses partition notes.notes_far.
CALL pg_temp.under_lock('c8', '{public.notes_far,public.events,public.events_near}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.notes_far') AND inhdetachpending) THEN
        ALTER TABLE public.notes DETACH PARTITION public.notes_far FINALIZE;
    ELSIF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.notes_far')) THEN
        ALTER TABLE public.notes DETACH PARTITION public.notes_far;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.notes_far;
$ddl$);

CALL pg_temp.end_file(last => true);
