-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m8: The table takes over foreign key events._sg_20260101000000_new_events_user_id_fkey of its partitions; no row is read.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_user_id_fkey;
COMMIT;

-- takes back m5: New rows of partition events_rest must obey foreign key events._sg_20260101000000_new_events_user_id_fkey.
BEGIN;
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_user_id_fkey;
COMMIT;

-- takes back m4: New rows of partition events_2026 must obey foreign key events._sg_20260101000000_new_events_user_id_fkey.
BEGIN;
ALTER TABLE public.events_2026 DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_user_id_fkey;
COMMIT;

-- takes back e3: A trigger on table events writes every value in its new type to _sg_20260101000000_new_user_id as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
COMMIT;

-- takes back e2: A column of type bigint beside column events.user_id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.events DROP COLUMN IF EXISTS _sg_20260101000000_new_user_id;
COMMIT;
