-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   users  ~ column full_name: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ column years: filled, values verified
--          + index _sg_20260101000000_new_users_age
--          ~ table: statistics
--          · m5: Let the new application write table users too; a row that is given both forms of a column must be given the same.
--          + check _sg_20260101000000_new_users_age_check: proved for existing rows
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c5}');

-- m1 · Backfill full_name, years of table users in batches.
CALL pg_temp.backfill('public.users', '{id}',
    $set$full_name = CASE WHEN (full_name IS NULL AND (name) IS NOT NULL) THEN name ELSE full_name END,
         years = CASE WHEN (years IS NULL AND (age) IS NOT NULL) THEN age ELSE years END$set$,
    $missing$(full_name IS NULL AND (name) IS NOT NULL)
      OR (years IS NULL AND (age) IS NOT NULL)$missing$);

-- m2 · Index users._sg_20260101000000_new_users_age, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m2', builds => 'public._sg_20260101000000_new_users_age') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_users_age') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_users_age;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_users_age ON public.users USING btree (years) WHERE (years > 10);
SET lock_timeout = '200ms';
CALL pg_temp.done('m2');
\endif

-- m3 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m3', '{public.users}', $ddl$
ANALYZE public.users (full_name, years);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m4 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m4', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in full_name the value of name and in years the value of age',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (full_name IS NOT DISTINCT FROM name) OR NOT (years IS NOT DISTINCT FROM age)$rows$);
$ddl$);

-- m5 · Let the new application write table users too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m5', '{public.users}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_users" BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_users('old and new application');
ALTER TABLE public.users ENABLE ALWAYS TRIGGER "!_sg_20260101000000_users";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m6 · New rows must have a value of users.full_name from here on.
CALL pg_temp.under_lock('m6', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_full_name;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_full_name CHECK (full_name IS NOT NULL) NOT VALID;
$ddl$);

-- m7 · Looks at the existing rows for users.full_name without blocking writers.
CALL pg_temp.under_lock('m7', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_full_name;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m8 · NOT NULL of users.full_name, for free: the check above has proved it.
CALL pg_temp.under_lock('m8', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN full_name SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_full_name;
$ddl$);

-- m9 · New rows must obey check users._sg_20260101000000_new_users_age_check from here on.
CALL pg_temp.under_lock('m9', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_users_age_check;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_new_users_age_check CHECK (years > 0) NOT VALID;
$ddl$);

-- m10 · Existing rows are checked against check users._sg_20260101000000_new_users_age_check without blocking writers.
CALL pg_temp.under_lock('m10', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_new_users_age_check;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file();
