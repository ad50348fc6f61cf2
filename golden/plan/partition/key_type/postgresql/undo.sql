-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m20: Index events._sg_20260101000000_new_events_pkey on partition events_rest, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_rest__sg_20260101000000_new_events_pkey;
SET lock_timeout = '2s';

-- takes back m19: Index events._sg_20260101000000_new_events_pkey on partition events_old, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_old__sg_20260101000000_new_events_pkey;
SET lock_timeout = '2s';

-- takes back m18: Index events._sg_20260101000000_new_events_pkey on partition events_2027, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_2027__sg_20260101000000_new_events_pkey;
SET lock_timeout = '2s';

-- takes back m17: Index events._sg_20260101000000_new_events_pkey on partition events_2026, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_2026__sg_20260101000000_new_events_pkey;
SET lock_timeout = '2s';

-- takes back m16: NOT NULL of events._sg_20260101000000_new_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL;
COMMIT;

-- takes back m14: New rows must have a value of events._sg_20260101000000_new_id from here on.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
COMMIT;

-- takes back m2: Index events._sg_20260101000000_new_events_kind on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
BEGIN;
DROP INDEX IF EXISTS public._sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_old__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_rest__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_kind;
COMMIT;

-- takes back e7: New partition events.events_2027, made beside its table and attached.
-- Rows that have come into the partition go with it.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2027')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2027;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_2027;
COMMIT;

-- takes back e5: The default partition takes no more rows of the new partition events.events_2027: until that is attached, new rows of it are refused.
BEGIN;
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
COMMIT;

-- takes back e4: A trigger on table events writes every value in its new type to _sg_20260101000000_new_id as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
COMMIT;

-- takes back e3: A column of type bigint beside column events.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.events DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
COMMIT;
