-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   seats  ~ column note: filled, values verified
--          ~ table: statistics
--
-- Strongest locks: seats share-update-exclusive.
-- Reads in full: seats.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.seats}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- m1 · Backfill note of table seats in batches.
CALL pg_temp.backfill('public.seats', '{room,Seat no}',
    $set$note = ('none')$set$,
    $missing$note IS NULL$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.seats}', $ddl$
ANALYZE public.seats (note);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of seats', 'do not have a value of note',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    '(room, "Seat no")::text', $rows$public.seats
             WHERE note IS NULL$rows$);
$ddl$);

CALL pg_temp.end_file();
