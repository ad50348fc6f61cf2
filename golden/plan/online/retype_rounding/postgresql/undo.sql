-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e6: A trigger on table readings writes every value in its new type to _sg_20260101000000_new_value as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_readings ON public.readings;
DROP FUNCTION IF EXISTS public._sg_20260101000000_readings();
COMMIT;

-- takes back e5: A column of type numeric(12,2) beside column readings.value: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.readings DROP COLUMN IF EXISTS _sg_20260101000000_new_value;
COMMIT;

-- takes back e4: A trigger on table prices writes every value in its new type to _sg_20260101000000_new_net, _sg_20260101000000_new_place as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_prices ON public.prices;
DROP FUNCTION IF EXISTS public._sg_20260101000000_prices();
COMMIT;

-- takes back e3: A column of type text beside column prices.place: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.prices DROP COLUMN IF EXISTS _sg_20260101000000_new_place;
COMMIT;

-- takes back e2: A column of type numeric(12,2) beside column prices.net: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.prices DROP COLUMN IF EXISTS _sg_20260101000000_new_net;
COMMIT;
