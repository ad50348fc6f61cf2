-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c7 on, because of steps c7 and c10.
-- Until contract the new application has to obey rules that it no longer states: steps c9 and c14.
--
--   "Order By"  ~ column dot.ted: NOT NULL for new rows, proved for existing rows, NOT NULL
--               ~ table: trigger dropped
--               + unique constraint Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key: index built
--               - unique constraint Order By_ünï ☃_key
--               + check Order By_quo"te_check: proved for existing rows
--               ~ foreign key Order By_single'quote_fkey: new form added beside the old one, proved for existing rows
--               ~ index Index 'of' "it": old form dropped
--               - column semi;colon
--
-- Lost for good, unless there is a backup: the values of column "Order By"."semi;colon".
-- Strongest locks: "Order By" access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: "Order By".
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c11.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c7.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps c7 and c15.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET client_encoding = 'UTF8';

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate unique constraint "Order By"."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key" would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    -- As many hashes as rows: no value is there twice, and the slower look has nothing to find.
    IF (SELECT count(*) = count(DISTINCT hashtextextended(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy, 0)) FROM public."Order By" WHERE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy IS NOT NULL) THEN
        RETURN;
    END IF;
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT value AS key, row_number() OVER () AS number
              FROM (SELECT xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy::text AS value FROM public."Order By" WHERE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy IS NOT NULL
                     GROUP BY xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy HAVING count(*) > 1) repeated) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% values of % are there more than once and would violate unique constraint "Order By"."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key"; the first: %', _sg_rows, '"Order By"', _sg_keys
            USING HINT = 'Make them differ, or drop the rule from the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate check "Order By"."Order By_quo""te_check" would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT "select"::text AS key, row_number() OVER () AS number
              FROM public."Order By"
             WHERE NOT (length("quo""te") > 0)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % violate check "Order By"."Order By_quo""te_check"; the first: %', _sg_rows, '"Order By"', _sg_keys
            USING HINT = 'Correct them, or change the rule in the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- New rows must have a value of "Order By"."dot.ted" from here on.
BEGIN;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_nn_dot.ted";
ALTER TABLE public."Order By" ADD CONSTRAINT "_sg_20260101000000_nn_dot.ted" CHECK ("dot.ted" IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:"Order By" rewrite=no scan=yes tx=own
-- Looks at the existing rows for "Order By"."dot.ted" without blocking writers.
BEGIN;
ALTER TABLE public."Order By" VALIDATE CONSTRAINT "_sg_20260101000000_nn_dot.ted";
COMMIT;

-- schemagen: id=c5 phase=contract lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- NOT NULL of "Order By"."dot.ted", for free: the check above has proved it.
BEGIN;
ALTER TABLE public."Order By" ALTER COLUMN "dot.ted" SET NOT NULL;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_nn_dot.ted";
COMMIT;

-- schemagen: id=c6 phase=contract lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for the trigger on table "Order By".
BEGIN;
DROP TRIGGER IF EXISTS "zz_sg_20260101000000_Order By" ON public."Order By";
DROP FUNCTION IF EXISTS public."_sg_20260101000000_Order By"();
COMMIT;

-- schemagen: id=c7 phase=contract lock=share-update-exclusive:"Order By" rewrite=no scan=yes tx=none
-- A unique index for unique constraint "Order By"."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key", built without blocking writers. What an interrupted build left is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key";
CREATE UNIQUE INDEX CONCURRENTLY "Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key" ON public."Order By" (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy);
SET lock_timeout = '2s';

-- schemagen: id=c8 phase=contract lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- Unique constraint "Order By"."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key" takes over the index.
BEGIN;
ALTER TABLE public."Order By" ADD CONSTRAINT "Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key" UNIQUE USING INDEX "Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key";
COMMIT;

-- schemagen: id=c9 phase=contract lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- The old application may rely on unique constraint "Order By"."Order By_ünï ☃_key" until here.
BEGIN;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_ünï ☃_key";
COMMIT;

-- schemagen: id=c10 phase=contract lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- New rows must obey check "Order By"."Order By_quo""te_check" from here on.
BEGIN;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_quo""te_check";
ALTER TABLE public."Order By" ADD CONSTRAINT "Order By_quo""te_check" CHECK (length("quo""te") > 0) NOT VALID;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_either_Order By_quo""te_check";
COMMIT;

-- schemagen: id=c11 phase=contract lock=share-update-exclusive:"Order By" rewrite=no scan=yes tx=own
-- Existing rows are checked against check "Order By"."Order By_quo""te_check" without blocking writers.
BEGIN;
ALTER TABLE public."Order By" VALIDATE CONSTRAINT "Order By_quo""te_check";
COMMIT;

-- schemagen: id=c12 phase=contract lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- The new form of foreign key "Order By"."Order By_single'quote_fkey" is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_new_Order By_single'quote_fkey";
ALTER TABLE public."Order By" ADD CONSTRAINT "_sg_20260101000000_new_Order By_single'quote_fkey" FOREIGN KEY ("single'quote") REFERENCES public."Order By" ("select") ON DELETE CASCADE NOT VALID;
COMMIT;

-- schemagen: id=c13 phase=contract lock=share-update-exclusive:"Order By" rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key "Order By"."Order By_single'quote_fkey" without blocking writers.
BEGIN;
ALTER TABLE public."Order By" VALIDATE CONSTRAINT "_sg_20260101000000_new_Order By_single'quote_fkey";
COMMIT;

-- schemagen: id=c14 phase=contract lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- The new form of foreign key "Order By"."Order By_single'quote_fkey" takes the place of the old one.
BEGIN;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_single'quote_fkey";
ALTER TABLE public."Order By" RENAME CONSTRAINT "_sg_20260101000000_new_Order By_single'quote_fkey" TO "Order By_single'quote_fkey";
COMMIT;

-- schemagen: id=c15 phase=contract lock=share-update-exclusive:"Order By" rewrite=no scan=no tx=none
-- The old form of index "Order By"."Index 'of' ""it""" served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public."_sg_20260101000000_old_Index 'of' ""it""";
SET lock_timeout = '2s';

-- schemagen: id=c16 phase=contract lock=access-exclusive:"Order By" rewrite=no scan=no loss=column:"Order By"."semi;colon" tx=own
-- Only the old application uses column "Order By"."semi;colon".
BEGIN;
ALTER TABLE public."Order By" DROP COLUMN IF EXISTS "semi;colon";
COMMIT;
