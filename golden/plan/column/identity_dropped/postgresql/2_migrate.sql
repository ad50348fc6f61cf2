-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   meters  ~ column other: filled, values verified
--           ~ table: statistics
--
-- Strongest locks: meters share-update-exclusive.
-- Reads in full: meters.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.meters}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- m1 · Backfill other of table meters in batches.
CALL pg_temp.backfill('public.meters', '{id}',
    $set$other = (0)$set$,
    $missing$other IS NULL$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.meters}', $ddl$
ANALYZE public.meters (other);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of meters', 'do not have a value of other',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.meters
             WHERE other IS NULL$rows$);
$ddl$);

CALL pg_temp.end_file();
