-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   users  ~ column full_name: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ table: statistics
--          · m4: Let the new application write table users too; a row that is given both forms of a column must be given the same.
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c5}');

-- m1 · Backfill full_name of table users in batches.
CALL pg_temp.backfill('public.users', '{id}',
    $set$full_name = (name)$set$,
    $missing$(full_name IS NULL AND (name) IS NOT NULL)$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.users}', $ddl$
ANALYZE public.users (full_name);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in full_name the value of name',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (full_name IS NOT DISTINCT FROM name)$rows$);
$ddl$);

-- m4 · Let the new application write table users too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m4', '{public.users}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_users" BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_users('old and new application');
ALTER TABLE public.users ENABLE ALWAYS TRIGGER "!_sg_20260101000000_users";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m5 · New rows must have a value of users.full_name from here on.
CALL pg_temp.under_lock('m5', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_full_name;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_full_name CHECK (full_name IS NOT NULL) NOT VALID;
$ddl$);

-- m6 · Looks at the existing rows for users.full_name without blocking writers.
CALL pg_temp.under_lock('m6', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_full_name;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · NOT NULL of users.full_name, for free: the check above has proved it.
CALL pg_temp.under_lock('m7', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN full_name SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_full_name;
$ddl$);

CALL pg_temp.end_file();
