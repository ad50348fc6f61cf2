-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m13: New rows must obey check events._sg_20260101000000_new_events_amount_check from here on.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_amount_check;
COMMIT;

-- takes back m12: NOT NULL of events._sg_20260101000000_new_amount, events.sort, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_amount DROP NOT NULL, ALTER COLUMN sort DROP NOT NULL;
COMMIT;

-- takes back m10: New rows must have a value of events._sg_20260101000000_new_amount, events.sort from here on.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
COMMIT;

-- takes back m2: Index events._sg_20260101000000_new_events_amount on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
BEGIN;
DROP INDEX IF EXISTS public._sg_20260101000000_new_events_amount;
DROP INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_amount;
DROP INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_amount;
COMMIT;

-- takes back e5: Index events._sg_20260101000000_new_events_once on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
BEGIN;
DROP INDEX IF EXISTS public._sg_20260101000000_new_events_once;
DROP INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_once;
DROP INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_once;
COMMIT;

-- takes back e4: A trigger on table events writes every value in its new type to _sg_20260101000000_new_amount as well; keeps kind and sort equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
COMMIT;

-- takes back e3: The new name of column events.kind is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.events DROP COLUMN IF EXISTS sort;
COMMIT;

-- takes back e2: A column of type bigint beside column events.amount: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.events DROP COLUMN IF EXISTS _sg_20260101000000_new_amount;
COMMIT;
