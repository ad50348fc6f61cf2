-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- This migration has nothing to do in migrate.
--
--   users  + index users_lower
--          · c3: The planner of queries learns what the indexed expressions look like.
--
-- Strongest locks: users share-update-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate index users.users_lower would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of users', 'are there more than once and would violate index users.users_lower',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT ((lower(name)), id)::text AS value FROM public.users WHERE (name <> '') AND (lower(name)) IS NOT NULL AND id IS NOT NULL
                     GROUP BY (lower(name)), id HAVING count(*) > 1) repeated$rows$, sorts => true);
$ddl$);

-- c2 · Index users.users_lower, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('c2', builds => 'public.users_lower') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_lower') AND NOT indisvalid) THEN
        DROP INDEX public.users_lower;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_lower ON public.users USING btree ((lower(name)), id DESC) WHERE (name <> '');
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · The planner of queries learns what the indexed expressions look like.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ANALYZE public.users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
