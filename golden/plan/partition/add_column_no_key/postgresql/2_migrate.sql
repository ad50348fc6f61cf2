-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   events  ~ column note: filled, values verified
--           ~ table: statistics
--
-- Strongest locks: events share-update-exclusive, events.events_2026 share-update-exclusive, events.events_2027 share-update-exclusive, events.events_rest share-update-exclusive.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.events}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- m1 · Backfill note of table events in batches.
CALL pg_temp.backfill('public.events', '{}',
    $set$note = (kind || id)$set$,
    $missing$(note IS NULL AND (kind || id) IS NOT NULL)$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ANALYZE public.events (note);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of events', 'do not have a value of note',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.events
             WHERE note IS NULL$rows$);
$ddl$);

CALL pg_temp.end_file();
