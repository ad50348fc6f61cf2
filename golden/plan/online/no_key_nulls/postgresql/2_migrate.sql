-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   log  ~ column short_note: filled
--        ~ table: statistics
--
-- Strongest locks: log share-update-exclusive.
-- Reads in full: log.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.log}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- m1 · Backfill short_note of table log in batches.
CALL pg_temp.backfill('public.log', '{}',
    $set$short_note = (left(note, 3))$set$,
    $missing$(short_note IS NULL AND (left(note, 3)) IS NOT NULL)$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.log}', $ddl$
ANALYZE public.log (short_note);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file();
