-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m12: Index wides._sg_20260101000000_new_wides_pkey, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_wides_pkey;
SET lock_timeout = '2s';

-- takes back m11: Index narrows._sg_20260101000000_new_narrows_pkey, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_narrows_pkey;
SET lock_timeout = '2s';

-- takes back m10: NOT NULL of wides._sg_20260101000000_new_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.wides ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL;
COMMIT;

-- takes back m8: New rows must have a value of wides._sg_20260101000000_new_id from here on.
BEGIN;
ALTER TABLE public.wides DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
COMMIT;

-- takes back e10: A trigger on table wides writes every value in its new type to _sg_20260101000000_new_id as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_wides ON public.wides;
DROP FUNCTION IF EXISTS public._sg_20260101000000_wides();
COMMIT;

-- takes back e9: A column of type bigint beside column wides.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.wides DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
COMMIT;

-- takes back e8: A trigger on table narrows writes every value in its new type to _sg_20260101000000_new_id as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_narrows ON public.narrows;
DROP FUNCTION IF EXISTS public._sg_20260101000000_narrows();
COMMIT;

-- takes back e7: A column of type integer beside column narrows.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.narrows DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
COMMIT;

-- takes back e6: Sequence owners_id_seq belongs to no column any more.
BEGIN;
ALTER SEQUENCE public.owners_id_seq OWNED BY public.owners.id;
COMMIT;

-- takes back e5: New options for sequence owners_id_seq.
BEGIN;
ALTER SEQUENCE public.owners_id_seq CACHE 1;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 1 THEN 1
             WHEN last_value + CASE WHEN is_called THEN 1 ELSE 0 END < 1 THEN 1
             ELSE last_value + CASE WHEN is_called THEN 1 ELSE 0 END END)::text, true)
  FROM public.owners_id_seq;
ALTER SEQUENCE public.owners_id_seq AS integer MINVALUE 1 MAXVALUE 2147483647 RESTART;
SELECT setval('public.owners_id_seq', current_setting('schemagen.position')::bigint, false);
COMMIT;

-- takes back e4: Sequence frees_id_seq belongs to its column from here on, and would be dropped with it.
BEGIN;
ALTER SEQUENCE public.frees_id_seq OWNED BY NONE;
COMMIT;

-- takes back e3: New options for sequence frees_id_seq.
BEGIN;
ALTER SEQUENCE public.frees_id_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807;
COMMIT;

-- takes back e2: New options for sequence bigs_id_seq.
BEGIN;
ALTER SEQUENCE public.bigs_id_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807;
COMMIT;
