-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on, because of steps c6 and c8.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   events  - partition events_far
--           ~ primary key: index built, dropped
--   notes   ~ foreign key notes_event_id_fkey: proved for existing rows
--   marks   + foreign key marks_event_id_fkey: proved for existing rows
--
-- Lost for good, unless there is a backup: the rows of partition events.events_far.
-- Strongest locks: events access-exclusive, events.events_far access-exclusive, notes access-exclusive, events.events_near access-exclusive, marks share-row-exclusive.
-- Reads in full: notes, events.events_far, events.events_near, marks.
-- Reads all rows while others wait: step c4.
-- Stops before it changes anything when rows would violate a rule further down: steps c1, c2 and c3.
-- Fails, and changes nothing, when existing rows violate the new rule: step c9.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c6.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events,public.events_far,public.marks,public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.events_far,constraint public.events.events_pkey,index public.events_pkey}',
    lacks => '{constraint public.marks.marks_event_id_fkey}');

-- c1 · Rows of table notes that refer to rows of partition events.events_far would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows of partition events_far, which is to go',
    'Delete or correct them first.',
    'child.ctid::text', $rows$public.notes child
             WHERE EXISTS (SELECT FROM public.events_far parent WHERE parent.id = child.event_id)$rows$);
$ddl$);

-- c2 · Rows that violate the primary key of events would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('values of events', 'are there more than once and would violate the primary key of events',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT id::text AS value FROM public.events WHERE tableoid <> 'public.events_far'::regclass AND id IS NOT NULL
                     GROUP BY id HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashint8extended(id, 0)) FROM public.events WHERE tableoid <> 'public.events_far'::regclass AND id IS NOT NULL$none$);
$ddl$);

-- c3 · Rows that violate foreign key marks.marks_event_id_fkey would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of marks', 'refer to rows that are not there and would violate foreign key marks.marks_event_id_fkey',
    'Correct or delete them, or add the rows that they refer to.',
    'child.event_id::text', $rows$public.marks child
             WHERE child.event_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.events parent WHERE parent.id = child.event_id)$rows$, sorts => true);
$ddl$);

-- c4 · Partition events.events_far is taken off its table while others read and write; it waits for statements that have begun before. When it is interrupted, go on with the step that drops it, which completes it.
SELECT pg_temp.begins('c4', once => true) AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
ALTER TABLE public.events DETACH PARTITION public.events_far CONCURRENTLY;
SET lock_timeout = '200ms';
CALL pg_temp.done('c4');
\endif

-- c5 · Only the old application uses partition events.events_far.
CALL pg_temp.under_lock('c5', '{public.events_far}', $ddl$
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

-- c6 · The primary key of events on partition events_near, built without blocking writers.
SELECT pg_temp.begins('c6') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_near__sg_20260101000000_new_events_pkey;
CREATE UNIQUE INDEX CONCURRENTLY events_near__sg_20260101000000_new_events_pkey ON public.events_near (id) INCLUDE (kind);
SET lock_timeout = '200ms';
CALL pg_temp.done('c6');
\endif

-- c7 · Changes the primary key of events; in the same transaction made anew: foreign key notes.notes_event_id_fkey.
CALL pg_temp.under_lock('c7', '{public.events,public.notes,public.events_near}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_event_id_fkey;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_pkey;
ALTER TABLE ONLY public.events ADD CONSTRAINT events_pkey PRIMARY KEY (id) INCLUDE (kind);
ALTER TABLE public.events_near ADD CONSTRAINT events_near_events_pkey PRIMARY KEY USING INDEX events_near__sg_20260101000000_new_events_pkey;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_near_events_pkey;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_pkey'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'the primary key of events'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
ALTER TABLE public.notes ADD CONSTRAINT notes_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events (id) NOT VALID;
$ddl$);

-- c8 · New rows must obey foreign key marks.marks_event_id_fkey.
CALL pg_temp.under_lock('c8', '{public.marks,public.events,public.events_near}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.marks'::regclass AND conname = 'marks_event_id_fkey') THEN
        ALTER TABLE public.marks ADD CONSTRAINT marks_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events (id) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c9 · Existing rows are checked against foreign key marks.marks_event_id_fkey without blocking writers.
CALL pg_temp.under_lock('c9', '{public.marks}', $ddl$
ALTER TABLE public.marks VALIDATE CONSTRAINT marks_event_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c10 · Existing rows are checked against foreign key notes.notes_event_id_fkey without blocking writers.
CALL pg_temp.under_lock('c10', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_event_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
