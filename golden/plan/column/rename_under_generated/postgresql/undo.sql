-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: The declaration renames in table prices net to amount.
BEGIN;
DROP VIEW IF EXISTS public.prices;
ALTER TABLE public._sg_20260101000000_base_prices RENAME TO prices;
ALTER TABLE public.prices RENAME COLUMN amount TO net;
COMMIT;
