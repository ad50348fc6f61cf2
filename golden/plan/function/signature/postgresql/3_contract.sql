-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on, because of steps c2, c3 and c4.
-- This migration has nothing to do in migrate.
--
--   area(integer)              - function
--   clean()                    ~ function
--   price(integer, integer)    ~ function
--   renamed_argument(integer)  ~ function
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET check_function_bodies = off;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=no tx=own
-- Only the old application calls function area(integer).
BEGIN;
DROP FUNCTION IF EXISTS public.area(integer);
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=no tx=own
-- Changes function clean(). Privileges granted on function clean() go with it: grant them again.
BEGIN;
DROP FUNCTION IF EXISTS public.clean();
CREATE OR REPLACE PROCEDURE public.clean() LANGUAGE sql AS 'SELECT 1';
COMMIT;

-- schemagen: id=c3 phase=contract lock=none rewrite=no scan=no tx=own
-- Changes function price(integer, integer). Privileges granted on function price(integer, integer) go with it: grant them again.
BEGIN;
DROP FUNCTION IF EXISTS public.price(integer, integer);
CREATE OR REPLACE FUNCTION public.price(amount integer, rate integer) RETURNS integer LANGUAGE sql AS 'SELECT amount * rate';
COMMIT;

-- schemagen: id=c4 phase=contract lock=none rewrite=no scan=no tx=own
-- Changes function renamed_argument(integer). Privileges granted on function renamed_argument(integer) go with it: grant them again.
BEGIN;
DROP FUNCTION IF EXISTS public.renamed_argument(integer);
CREATE OR REPLACE FUNCTION public.renamed_argument(b integer) RETURNS integer LANGUAGE sql AS 'SELECT b';
COMMIT;
