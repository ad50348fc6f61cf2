-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m10: Index events._sg_20260101000000_new_events_mood on partition events_1, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_1__sg_20260101000000_new_events_mood;
SET lock_timeout = '2s';

-- takes back m9: Index events._sg_20260101000000_new_events_mood on partition events_0, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_0__sg_20260101000000_new_events_mood;
SET lock_timeout = '2s';

-- takes back m8: Index events._sg_20260101000000_new_events_id on partition events_1, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_1__sg_20260101000000_new_events_id;
SET lock_timeout = '2s';

-- takes back m7: Index events._sg_20260101000000_new_events_id on partition events_0, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_0__sg_20260101000000_new_events_id;
SET lock_timeout = '2s';

-- takes back m6: NOT NULL of events._sg_20260101000000_new_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL;
COMMIT;

-- takes back m4: New rows must have a value of events._sg_20260101000000_new_id from here on.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
COMMIT;

-- takes back e5: A trigger on table events writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_mood as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
COMMIT;

-- takes back e4: A column of type _sg_20260101000000_new_mood beside column events.mood: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.events DROP COLUMN IF EXISTS _sg_20260101000000_new_mood;
COMMIT;

-- takes back e3: A column of type bigint beside column events.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.events DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
COMMIT;

-- takes back e2: New enum _sg_20260101000000_new_mood.
BEGIN;
DROP TYPE IF EXISTS public._sg_20260101000000_new_mood;
COMMIT;
