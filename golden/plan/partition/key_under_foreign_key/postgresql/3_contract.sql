-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on, because of steps c2 and c3.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   events  + primary key: index built, on the table without its partitions, on the partitions
--           - unique constraint events_id_key
--   notes   ~ foreign key notes_event: proved for existing rows
--
-- Strongest locks: events.events_2026 access-exclusive, events.events_rest access-exclusive, events access-exclusive, notes access-exclusive.
-- Reads in full: events.events_2026, events.events_rest, notes.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: steps c2 and c3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events,public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.events.events_id_key,index public.events_id_key}',
    lacks => '{constraint public.events.events_pkey,valid index public.events_pkey}');

-- c1 · Rows that violate the primary key of events would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of events', 'are there more than once and would violate the primary key of events',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT (id, at)::text AS value FROM public.events WHERE id IS NOT NULL AND at IS NOT NULL
                     GROUP BY id, at HAVING count(*) > 1) repeated$rows$, sorts => true);
$ddl$);

-- c2 · The primary key of events on partition events_2026, built without blocking writers.
SELECT pg_temp.begins('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2026_events_pkey') AND NOT indisvalid) THEN
        DROP INDEX public.events_2026_events_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_2026_events_pkey ON public.events_2026 (id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · The primary key of events on partition events_rest, built without blocking writers.
SELECT pg_temp.begins('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_rest_events_pkey') AND NOT indisvalid) THEN
        DROP INDEX public.events_rest_events_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_rest_events_pkey ON public.events_rest (id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('c3');
\endif

-- c4 · The primary key of events on the table without its partitions: nothing is read.
CALL pg_temp.under_lock('c4', '{public.events}', $ddl$
ALTER TABLE ONLY public.events ADD CONSTRAINT events_pkey PRIMARY KEY (id, at);
$ddl$);

-- c5 · The primary key of events takes over the index of partition events_2026.
CALL pg_temp.under_lock('c5', '{public.events_2026}', $ddl$
ALTER TABLE public.events_2026 ADD CONSTRAINT events_2026_events_pkey PRIMARY KEY USING INDEX events_2026_events_pkey;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2026_events_pkey;
$ddl$);

-- c6 · The primary key of events takes over the index of partition events_rest.
CALL pg_temp.under_lock('c6', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest ADD CONSTRAINT events_rest_events_pkey PRIMARY KEY USING INDEX events_rest_events_pkey;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_rest_events_pkey;
$ddl$);

-- c7 · The primary key of events must be on every partition now.
CALL pg_temp.run('c7', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_pkey'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'the primary key of events'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
$ddl$);

-- c8 · Changes unique constraint events.events_id_key; in the same transaction made anew: foreign key notes.notes_event.
CALL pg_temp.under_lock('c8', '{public.events,public.notes,public.events_2026,public.events_rest}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_event;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_id_key;
ALTER TABLE public.notes ADD CONSTRAINT notes_event FOREIGN KEY (event_id, event_at) REFERENCES public.events (id, at) NOT VALID;
$ddl$);

-- c9 · Existing rows are checked against foreign key notes.notes_event without blocking writers.
CALL pg_temp.under_lock('c9', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_event;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
