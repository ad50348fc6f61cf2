-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   events  ~ column _sg_20260101000000_new_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column _sg_20260101000000_new_mood: filled, values verified
--           ~ table: statistics
--           ~ index _sg_20260101000000_new_events_id: index built
--           ~ index _sg_20260101000000_new_events_mood: index built
--
-- Strongest locks: events access-exclusive, events.events_0 access-exclusive, events.events_1 access-exclusive.
-- Reads in full: events.events_0, events.events_1.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.events}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c5}');

-- m1 · Backfill _sg_20260101000000_new_id, _sg_20260101000000_new_mood of table events in batches.
CALL pg_temp.backfill('public.events', '{}',
    $set$_sg_20260101000000_new_id = CASE WHEN _sg_20260101000000_new_id IS DISTINCT FROM id::bigint THEN id::bigint ELSE _sg_20260101000000_new_id END,
         _sg_20260101000000_new_mood = CASE WHEN row(_sg_20260101000000_new_mood)::record *<> row(mood::text::public._sg_20260101000000_new_mood)::record THEN mood::text::public._sg_20260101000000_new_mood ELSE _sg_20260101000000_new_mood END$set$,
    $missing$_sg_20260101000000_new_id IS DISTINCT FROM id::bigint
      OR row(_sg_20260101000000_new_mood)::record *<> row(mood::text::public._sg_20260101000000_new_mood)::record$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.events,public.events_0,public.events_1}', $ddl$
ANALYZE public.events (_sg_20260101000000_new_id, _sg_20260101000000_new_mood);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of events', 'do not have in _sg_20260101000000_new_id the value of id and in _sg_20260101000000_new_mood the value of mood',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.events
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint) OR NOT (row(_sg_20260101000000_new_mood)::record *= row(mood::text::public._sg_20260101000000_new_mood)::record)$rows$);
$ddl$);

-- m4 · New rows must have a value of events._sg_20260101000000_new_id from here on.
CALL pg_temp.under_lock('m4', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID;
$ddl$);

-- m5 · Looks at the existing rows for events._sg_20260101000000_new_id without blocking writers.
CALL pg_temp.under_lock('m5', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · NOT NULL of events._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.under_lock('m6', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- m7 · Index events._sg_20260101000000_new_events_id on partition events_0, built without blocking writers.
SELECT pg_temp.begins('m7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_0__sg_20260101000000_new_events_id') AND NOT indisvalid) THEN
        DROP INDEX public.events_0__sg_20260101000000_new_events_id;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_0__sg_20260101000000_new_events_id ON public.events_0 USING btree (_sg_20260101000000_new_id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('m7');
\endif

-- m8 · Index events._sg_20260101000000_new_events_id on partition events_1, built without blocking writers.
SELECT pg_temp.begins('m8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_1__sg_20260101000000_new_events_id') AND NOT indisvalid) THEN
        DROP INDEX public.events_1__sg_20260101000000_new_events_id;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_1__sg_20260101000000_new_events_id ON public.events_1 USING btree (_sg_20260101000000_new_id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('m8');
\endif

-- m9 · Index events._sg_20260101000000_new_events_mood on partition events_0, built without blocking writers.
SELECT pg_temp.begins('m9') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_0__sg_20260101000000_new_events_mood') AND NOT indisvalid) THEN
        DROP INDEX public.events_0__sg_20260101000000_new_events_mood;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_0__sg_20260101000000_new_events_mood ON public.events_0 USING btree (at, _sg_20260101000000_new_mood, _sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m9');
\endif

-- m10 · Index events._sg_20260101000000_new_events_mood on partition events_1, built without blocking writers.
SELECT pg_temp.begins('m10') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_1__sg_20260101000000_new_events_mood') AND NOT indisvalid) THEN
        DROP INDEX public.events_1__sg_20260101000000_new_events_mood;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_1__sg_20260101000000_new_events_mood ON public.events_1 USING btree (at, _sg_20260101000000_new_mood, _sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m10');
\endif

CALL pg_temp.end_file();
