-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m6: NOT NULL of prices._sg_20260101000000_new_rate, prices.before_tax, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.prices ALTER COLUMN _sg_20260101000000_new_rate DROP NOT NULL, ALTER COLUMN before_tax DROP NOT NULL;
COMMIT;

-- takes back m4: New rows must have a value of prices._sg_20260101000000_new_rate, prices.before_tax from here on.
BEGIN;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_rate, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_before_tax;
COMMIT;

-- takes back e6: Until contract a row has to obey the old or the new rule of check prices.sensible, so that both applications can write.
BEGIN;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS sensible;
ALTER TABLE public.prices ADD CONSTRAINT sensible CHECK (rate > 0) NOT VALID;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_sensible;
COMMIT;

-- looks at existing rows after e6: Until contract a row has to obey the old or the new rule of check prices.sensible, so that both applications can write.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.prices VALIDATE CONSTRAINT sensible;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check prices.sensible';
END
$$;
COMMIT;

-- takes back e5: Until contract a row has to obey the old or the new rule of check prices.prices_net_check, so that both applications can write.
BEGIN;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS prices_net_check;
ALTER TABLE public.prices ADD CONSTRAINT prices_net_check CHECK (net < 100000) NOT VALID;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_prices_net_check;
COMMIT;

-- looks at existing rows after e5: Until contract a row has to obey the old or the new rule of check prices.prices_net_check, so that both applications can write.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.prices VALIDATE CONSTRAINT prices_net_check;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check prices.prices_net_check';
END
$$;
COMMIT;

-- takes back e4: A trigger on table prices writes every value in its new type to _sg_20260101000000_new_rate as well; keeps net and before_tax equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_prices ON public.prices;
DROP FUNCTION IF EXISTS public._sg_20260101000000_prices();
COMMIT;

-- takes back e3: The new name of column prices.net is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.prices DROP COLUMN IF EXISTS before_tax;
COMMIT;

-- takes back e2: A column of type bigint beside column prices.rate: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.prices DROP COLUMN IF EXISTS _sg_20260101000000_new_rate;
COMMIT;
