-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   users  ~ column shout: filled, values verified
--          ~ column status: filled, values verified
--          ~ table: statistics
--
-- Strongest locks: users share-update-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- m1 · Backfill shout, status of table users in batches.
CALL pg_temp.backfill('public.users', '{id}',
    $set$shout = coalesce(shout, upper(name)),
         status = coalesce(status, 'active')$set$,
    $missing$(shout IS NULL AND (upper(name)) IS NOT NULL)
      OR status IS NULL$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.users}', $ddl$
ANALYZE public.users (shout, status);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have a value of shout and a value of status',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE shout IS NULL OR status IS NULL$rows$);
$ddl$);

CALL pg_temp.end_file();
