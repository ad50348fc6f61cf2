-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   users  ~ column code: filled
--          ~ table: statistics
--
-- Strongest locks: users share-update-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- m1 · Backfill code of table users in batches.
CALL pg_temp.backfill('public.users', '{id}',
    $set$code = (make_code())$set$,
    $missing$code IS NULL$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.users}', $ddl$
ANALYZE public.users (code);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file();
