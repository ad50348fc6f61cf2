-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   users  ~ column _sg_20260101000000_new_amount: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--          + index _sg_20260101000000_new_users_amount
--          ~ table: statistics
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c5}');

-- m1 · Backfill _sg_20260101000000_new_amount of table users in batches.
CALL pg_temp.backfill('public.users', '{id}',
    $set$_sg_20260101000000_new_amount = (amount::bigint)$set$,
    $missing$_sg_20260101000000_new_amount IS DISTINCT FROM amount::bigint$missing$);

-- m2 · Index users._sg_20260101000000_new_users_amount, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m2', builds => 'public._sg_20260101000000_new_users_amount') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_users_amount') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_users_amount;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_users_amount ON public.users USING btree (_sg_20260101000000_new_amount);
SET lock_timeout = '200ms';
CALL pg_temp.done('m2');
\endif

-- m3 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m3', '{public.users}', $ddl$
ANALYZE public.users (_sg_20260101000000_new_amount);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m4 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m4', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in _sg_20260101000000_new_amount the value of amount',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (_sg_20260101000000_new_amount IS NOT DISTINCT FROM amount::bigint)$rows$);
$ddl$);

-- m5 · New rows must have a value of users._sg_20260101000000_new_amount from here on.
CALL pg_temp.under_lock('m5', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_amount CHECK (_sg_20260101000000_new_amount IS NOT NULL) NOT VALID;
$ddl$);

-- m6 · Looks at the existing rows for users._sg_20260101000000_new_amount without blocking writers.
CALL pg_temp.under_lock('m6', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_amount;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · NOT NULL of users._sg_20260101000000_new_amount, for free: the check above has proved it.
CALL pg_temp.under_lock('m7', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN _sg_20260101000000_new_amount SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount;
$ddl$);

CALL pg_temp.end_file();
