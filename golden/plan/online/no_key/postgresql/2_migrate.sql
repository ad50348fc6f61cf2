-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   log  ~ column level: filled, values verified
--        ~ column size: filled, values verified
--        ~ table: statistics
--
-- Strongest locks: log share-update-exclusive.
-- Reads in full: log.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.log}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- m1 · Backfill level, size of table log in batches.
CALL pg_temp.backfill('public.log', '{}',
    $set$level = coalesce(level, case when message like 'E%' then 'error' else 'info' end),
         size = coalesce(size, length(message))$set$,
    $missing$(level IS NULL AND (case when message like 'E%' then 'error' else 'info' end) IS NOT NULL)
      OR (size IS NULL AND (length(message)) IS NOT NULL)$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.log}', $ddl$
ANALYZE public.log (level, size);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of log', 'do not have a value of level and a value of size',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.log
             WHERE level IS NULL OR size IS NULL$rows$);
$ddl$);

CALL pg_temp.end_file();
