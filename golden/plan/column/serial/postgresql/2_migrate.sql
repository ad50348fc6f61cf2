-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   a  ~ column _sg_20260101000000_new_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--      ~ table: statistics
--      + index _sg_20260101000000_new_a_pkey
--
-- Strongest locks: a access-exclusive.
-- Reads in full: a.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.a,public.b,public.c}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c5}');

-- m1 · Backfill _sg_20260101000000_new_id of table a in batches.
CALL pg_temp.backfill('public.a', '{id}',
    $set$_sg_20260101000000_new_id = (id::bigint)$set$,
    $missing$_sg_20260101000000_new_id IS DISTINCT FROM id::bigint$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.a}', $ddl$
ANALYZE public.a (_sg_20260101000000_new_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of a', 'do not have in _sg_20260101000000_new_id the value of id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.a
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint)$rows$);
$ddl$);

-- m4 · New rows must have a value of a._sg_20260101000000_new_id from here on.
CALL pg_temp.under_lock('m4', '{public.a}', $ddl$
ALTER TABLE public.a DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
ALTER TABLE public.a ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID;
$ddl$);

-- m5 · Looks at the existing rows for a._sg_20260101000000_new_id without blocking writers.
CALL pg_temp.under_lock('m5', '{public.a}', $ddl$
ALTER TABLE public.a VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · NOT NULL of a._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.under_lock('m6', '{public.a}', $ddl$
ALTER TABLE public.a ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL;
ALTER TABLE public.a DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- m7 · Index a._sg_20260101000000_new_a_pkey, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m7', builds => 'public._sg_20260101000000_new_a_pkey') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_a_pkey') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_a_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_a_pkey ON public.a USING btree (_sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m7');
\endif

CALL pg_temp.end_file();
