-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m10: NOT NULL of t._sg_20260101000000_new_number, t._sg_20260101000000_new_small, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.t ALTER COLUMN _sg_20260101000000_new_number DROP NOT NULL, ALTER COLUMN _sg_20260101000000_new_small DROP NOT NULL;
COMMIT;

-- takes back m8: New rows must have a value of t._sg_20260101000000_new_number, t._sg_20260101000000_new_small from here on.
BEGIN;
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_number, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_small;
COMMIT;

-- takes back e8: A trigger on table t writes every value in its new type to _sg_20260101000000_new_at, _sg_20260101000000_new_code, _sg_20260101000000_new_number, _sg_20260101000000_new_price, _sg_20260101000000_new_share, _sg_20260101000000_new_small as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_t ON public.t;
DROP FUNCTION IF EXISTS public._sg_20260101000000_t();
COMMIT;

-- takes back e7: A column of type bigint beside column t.small: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_small;
COMMIT;

-- takes back e6: A column of type integer beside column t.share: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_share;
COMMIT;

-- takes back e5: A column of type numeric(10,2) beside column t.price: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_price;
COMMIT;

-- takes back e4: A column of type text beside column t.number: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_number;
COMMIT;

-- takes back e3: A column of type character varying(10) beside column t.code: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_code;
COMMIT;

-- takes back e2: A column of type timestamp(0) with time zone beside column t.at: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_at;
COMMIT;
