-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c4 on, because of steps c4 and c5.
-- This migration has nothing to do in migrate.
--
--   events  - partition events_2026
--           + unique constraint events_id_key: index built, on the table without its partitions, on the partitions
--           ~ index events_kind: old form dropped
--
-- Lost for good, unless there is a backup: the rows of partition events.events_2026.
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_2028 access-exclusive.
-- Reads in full: events.events_2026, events.events_2027, events.events_2028.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: steps c4 and c5.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events,public.events_2026,public.events_2028}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate unique constraint events.events_id_key would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of events', 'are there more than once and would violate unique constraint events.events_id_key',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT (id, at)::text AS value FROM public.events WHERE tableoid <> 'public.events_2026'::regclass AND id IS NOT NULL AND at IS NOT NULL
                     GROUP BY id, at HAVING count(*) > 1) repeated$rows$, sorts => true);
$ddl$);

-- c2 · Partition events.events_2026 is taken off its table while others read and write; it waits for statements that have begun before. When it is interrupted, go on with the step that drops it, which completes it.
SELECT pg_temp.begins('c2', once => true) AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
ALTER TABLE public.events DETACH PARTITION public.events_2026 CONCURRENTLY;
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · Only the old application uses partition events.events_2026.
CALL pg_temp.under_lock('c3', '{public.events_2026}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2026') AND inhdetachpending) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2026 FINALIZE;
    ELSIF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2026')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2026;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_2026;
$ddl$);

-- c4 · Unique constraint events.events_id_key on partition events_2027, built without blocking writers.
SELECT pg_temp.begins('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2027_events_id_key') AND NOT indisvalid) THEN
        DROP INDEX public.events_2027_events_id_key;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_2027_events_id_key ON public.events_2027 (id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('c4');
\endif

-- c5 · Unique constraint events.events_id_key on partition events_2028, built without blocking writers.
SELECT pg_temp.begins('c5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2028_events_id_key') AND NOT indisvalid) THEN
        DROP INDEX public.events_2028_events_id_key;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_2028_events_id_key ON public.events_2028 (id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('c5');
\endif

-- c6 · Unique constraint events.events_id_key on the table without its partitions: nothing is read.
CALL pg_temp.under_lock('c6', '{public.events}', $ddl$
ALTER TABLE ONLY public.events ADD CONSTRAINT events_id_key UNIQUE (id, at);
$ddl$);

-- c7 · Unique constraint events.events_id_key takes over the index of partition events_2027.
CALL pg_temp.under_lock('c7', '{public.events_2027}', $ddl$
ALTER TABLE public.events_2027 ADD CONSTRAINT events_2027_events_id_key UNIQUE USING INDEX events_2027_events_id_key;
ALTER INDEX public.events_id_key ATTACH PARTITION public.events_2027_events_id_key;
$ddl$);

-- c8 · Unique constraint events.events_id_key takes over the index of partition events_2028.
CALL pg_temp.under_lock('c8', '{public.events_2028}', $ddl$
ALTER TABLE public.events_2028 ADD CONSTRAINT events_2028_events_id_key UNIQUE USING INDEX events_2028_events_id_key;
ALTER INDEX public.events_id_key ATTACH PARTITION public.events_2028_events_id_key;
$ddl$);

-- c9 · Unique constraint events.events_id_key must be on every partition now.
CALL pg_temp.run('c9', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_id_key'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'unique constraint events.events_id_key'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
$ddl$);

-- c10 · The old form of index events.events_kind served the old application. The server cannot drop it concurrently from a partitioned table.
CALL pg_temp.under_lock('c10', '{public.events,public.events_2027,public.events_2028}', $ddl$
DROP INDEX IF EXISTS public._sg_20260101000000_old_events_kind;
$ddl$);

CALL pg_temp.end_file(last => true);
