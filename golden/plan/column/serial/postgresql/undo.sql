-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m7: Index a._sg_20260101000000_new_a_pkey, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_a_pkey;
SET lock_timeout = '2s';

-- takes back m6: NOT NULL of a._sg_20260101000000_new_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.a ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL;
COMMIT;

-- takes back m4: New rows must have a value of a._sg_20260101000000_new_id from here on.
BEGIN;
ALTER TABLE public.a DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
COMMIT;

-- takes back e4: Numbers for column b.id, going on behind the greatest one in use.
BEGIN;
ALTER TABLE public.b ALTER COLUMN id DROP DEFAULT;
DO $$
BEGIN
    EXECUTE coalesce('DROP SEQUENCE ' || pg_get_serial_sequence('public.b', 'id'), 'SELECT 1');
END
$$;
COMMIT;

-- takes back e3: A trigger on table a writes every value in its new type to _sg_20260101000000_new_id as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_a ON public.a;
DROP FUNCTION IF EXISTS public._sg_20260101000000_a();
COMMIT;

-- takes back e2: A column of type bigint beside column a.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.a DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
COMMIT;
